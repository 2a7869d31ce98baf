package amagumo.server.door.edr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import amagumo.server.door.DoorServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OWSLib, as Debian packages it: its release has the parts of OGC API, and asks for positions as later ones do. */
class OwsLibTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @Test
    void owsLibFindsItsWayFromTheLandingPageToACoverage(@TempDir Path directory) throws Exception {
        assumeTrue(
                Files.isExecutable(PYTHON)
                        && python(directory, "-c", "import owslib.ogcapi").isEmpty(),
                "Debian's python3-owslib is not installed");
        try (DoorServer server = DoorServer.start(directory)) {
            String script =
                    Path.of("src/test/clients/owslib_edr.py").toAbsolutePath().toString();
            String said = python(directory, script, server.address("/edr").toString());
            assertTrue(said.startsWith("{"), said);
            JsonNode told = new ObjectMapper().readTree(said);
            assertTrue(told.get("links").toString().contains("service-desc"));
            assertEquals("3.0.3", told.get("openapi").textValue());
            assertTrue(told.get("conformsTo").toString().contains("ogcapi-edr-1/1.1/conf/core"));
            assertEquals(
                    "[\"observed\",\"forecast-persistence\",\"forecast-rover\"]",
                    told.get("collections").toString());
            assertTrue(told.get("same").booleanValue());
            assertEquals(
                    "[40.0,40.0]",
                    told.at("/coverage/ranges/rainfall_rate/values").toString());
        }
    }

    /** What it printed, and complained of. */
    private static String python(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("python.out");
        Process python = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!python.waitFor(60, TimeUnit.SECONDS)) {
            python.destroyForcibly().waitFor();
            throw new AssertionError("python ran longer than a minute: " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
