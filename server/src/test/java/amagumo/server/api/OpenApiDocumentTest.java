package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.NpmClients;
import amagumo.server.door.edr.EdrDoor;
import amagumo.server.http.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API as others see it: a linter, and people. */
class OpenApiDocumentTest {

    /** Each example is held to the schema of its answer, as {@code redocly.yaml} asks. */
    @ParameterizedTest
    @ValueSource(classes = {OpenApiResource.class, EdrDoor.class})
    void theLinterOfRedoclyFindsNoErrorInADescriptionWithItsExamples(Class<?> owner, @TempDir Path directory)
            throws Exception {
        NpmClients.installed("@redocly/cli");
        Path served = Files.writeString(
                directory.resolve("openapi.json"), OpenApiDocument.beside(owner).toPrettyString());
        NpmClients.run(
                Duration.ofMinutes(3),
                "node_modules/@redocly/cli/bin/cli.js",
                "lint",
                "--config",
                "redocly.yaml",
                served.toString());
    }

    @Test
    void thePageTellsOfEveryOperationAndRunsNothing() {
        JsonNode document = OpenApiDocument.beside(OpenApiResource.class);
        String page = DocsPage.of(document);
        int operations = 0;
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                assertTrue(page.contains("<section id=\"%s\">"
                        .formatted(operation.get("operationId").textValue())));
                operations++;
            }
        }
        assertEquals(operations, page.split("<section ", -1).length - 1);
        assertFalse(page.contains("<script") || page.contains(" style="), "nothing that the policy forbids");
        assertTrue(page.contains("/api/v1/forecasts/{base}/frames/{lead}.png"));
    }
}
