package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amagumo job} beside a server in a process of its own. */
class JobCommandTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void jobsOfARunningServerAreListedRunPausedAndTheirLogsRead() throws Exception {
        Path store = directory.resolve("store");
        RainStore.append(store, FIRST, 5);
        try (ServingProcess server = ServingProcess.start(store, directory)) {
            assertEquals("It shows the forecast of 2024-03-01T00:20:00Z by persistence.", server.line());

            JsonNode jobs = json("list").path("jobs");
            assertEquals("forecast", jobs.get(0).path("name").asText(), jobs::toString);
            assertEquals(
                    "2024-03-01T00:20:00Z",
                    jobs.get(0).path("newestAttempt").path("nominalTime").asText());
            assertEquals("watch", jobs.get(jobs.size() - 1).path("name").asText(), jobs::toString);
            assertEquals(
                    "running",
                    jobs.get(jobs.size() - 1)
                            .path("newestAttempt")
                            .path("outcome")
                            .asText());

            assertEquals(0, job("run", "prune"), err::toString);
            assertTrue(out.toString().matches("attempt \\d+ succeeded: nothing had to be removed\n"), out::toString);
            JsonNode pruned =
                    json("list", "prune", "--limit", "1").path("attempts").get(0);
            assertEquals(
                    "command by " + System.getProperty("user.name"),
                    pruned.path("startedBy").asText());
            assertEquals(0, job("log", pruned.path("id").asText()));
            assertTrue(
                    out.toString().lines().anyMatch(line -> line.endsWith("nothing had to be removed")), out::toString);

            assertEquals(0, job("pause", "prune", "--reason", "disk is being moved"));
            assertEquals(1, job("run", "prune"));
            assertTrue(err.toString().endsWith(": disk is being moved\n"), err::toString);
            assertEquals(0, job("resume", "prune"));
            assertEquals(0, job("run", "prune"), err::toString);

            assertEquals(2, job("backfill", "prune"), "--from and --until are missing");
            assertEquals(2, job("backfill", "prune", "--cancel", "--from", "2024-03-01T00:00:00Z"));
            assertEquals(1, job("backfill", "prune", "--cancel"));
            assertEquals("amagumo: no range of prune is being backfilled\n", err.toString());

            assertEquals(0, job("set", "prune", "note", "twice"));
            assertEquals(0, job("get", "prune", "note"));
            assertEquals("twice\n", out.toString());

            assertEquals(1, job("run", "watch"));
            assertEquals("amagumo: the job watch runs all the time\n", err.toString());
            assertEquals(1, job("run", "dance"));
            assertEquals(
                    "amagumo: there is no job 'dance'; there are forecast, prune, verify, watch\n", err.toString());
            assertEquals(1, job("kill", pruned.path("id").asText()));
            assertEquals("amagumo: attempt %s does not run\n".formatted(pruned.path("id")), err.toString());
        }
    }

    @Test
    void aDirectoryWithoutAServersStateIsRefused() {
        assertEquals(1, job("list"));
        assertEquals(
                "amagumo: %s: no server keeps its state here; --dir or --config says where one does\n"
                        .formatted(directory.resolve("state")),
                err.toString());
    }

    private JsonNode json(String command, String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        assertEquals(0, job(command, all), err::toString);
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private int job(String command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 4];
        all[0] = "job";
        all[1] = command;
        all[2] = "--dir";
        all[3] = directory.resolve("state").toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
