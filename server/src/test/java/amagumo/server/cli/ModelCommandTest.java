package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.SampleModels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionsAreListedPromotedAndRolledBack() throws Exception {
        Database.open(DatabaseSettings.EMBEDDED, directory).close();
        for (String name : List.of("a", "b", "c")) {
            assertEquals(
                    0, model("register", SampleModels.write(directory, name).toString()), err::toString);
        }
        assertEquals("model version 3\n", out.toString());

        assertEquals(1, model("rollback", "--why", "there is none"));
        assertEquals("amagumo: there is no previous champion to go back to\n", err.toString());
        assertEquals(0, model("promote", "1", "--why", "the first"));
        assertEquals("model version 1 is the champion\n", out.toString());
        assertEquals(1, model("promote", "1", "--why", "again"));
        assertEquals("amagumo: model version 1 is the champion already\n", err.toString());
        assertEquals(1, model("promote", "9", "--why", "not there"));
        assertEquals("amagumo: there is no model version 9\n", err.toString());
        assertEquals(2, model("promote", "2"), "--why is missing");
        assertEquals(0, model("promote", "2", "--why", "better"));
        assertEquals(0, model("rollback", "--why", "worse after all"));
        assertEquals("model version 1 is the champion again\n", out.toString());

        JsonNode listing = json("list");
        assertEquals(3, listing.path("versions").size(), listing::toString);
        assertEquals("{\"champion\":1,\"previous\":2}", listing.path("aliases").toString());
        assertEquals("worse after all", listing.path("moves").get(0).path("why").asText());
        assertEquals(2, model("list", "--limit", "0"));
    }

    @Test
    void aVersionWhoseFileWasRemovedIsListedAsSuchAndNotPromoted() throws Exception {
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory)) {
            ModelRegistry registry = ModelRegistry.of(database, directory, Clock.systemUTC());
            for (String name : List.of("a", "b")) {
                registry.register(SampleModels.write(directory, name), "a test");
            }
            assertEquals(1, registry.prune(1, sha256 -> false));
        }
        assertEquals(0, model("list"));
        assertTrue(out.toString().lines().toList().get(1).matches(" +1 .*  a, \\d+ steps, removed"), out::toString);
        assertEquals(0, model("show", "1"));
        assertTrue(out.toString().contains("\"removed\" : \"20"), out::toString);
        assertEquals(1, model("promote", "1", "--why", "it was good"));
        assertTrue(
                err.toString()
                        .matches("amagumo: the file of model version 1 was removed at .*; register the file again.*\n"),
                err::toString);
    }

    private JsonNode json(String command) throws Exception {
        assertEquals(0, model(command, "--json"), err::toString);
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private int model(String command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("model", command, "--dir", directory.toString()));
        all.addAll(List.of(arguments));
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void aDirectoryWithoutAServersStateIsRefusedAndStaysAsItWas() {
        Path state = directory.resolve("state");
        int status = Amagumo.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("model", "list", "--dir", state.toString());
        assertEquals(1, status);
        assertEquals(
                "amagumo: %s: no server keeps its state here; --dir or --config says where one does\n".formatted(state),
                err.toString());
        assertFalse(Files.exists(state));
    }
}
