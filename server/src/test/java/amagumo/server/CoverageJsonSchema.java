package amagumo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema of CoverageJSON that OGC publishes. */
public final class CoverageJsonSchema {

    private static final Path SCHEMA = Path.of("../../shared/schemas/coveragejson.json");

    private CoverageJsonSchema() {}

    /** Holds a document to the schema; the test is skipped where that is absent. */
    public static void holds(String document) throws IOException {
        assumeTrue(Files.exists(SCHEMA), SCHEMA + " is not there");
        List<?> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(SCHEMA))
                .validate(document, InputFormat.JSON);
        assertEquals(List.of(), errors);
    }
}
