package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amagumo verification} beside a server in a process of its own, which frames arrive at. */
class VerificationCommandTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aServerComparesItsForecastsAsFramesComeAndTheCommandPrintsTheSameScores() throws Exception {
        Path store = directory.resolve("store");
        RainStore.append(store, FIRST, 5);
        try (ServingProcess server = ServingProcess.start(store, directory)) {
            server.await("/api/v1/forecasts", page -> page.path("forecasts").size() == 2);
            assertEquals(0, verification(), err::toString);
            assertEquals("no forecast has been compared with what came\n", out.toString());

            RainStore.append(store, FIRST.plusSeconds(1500), 1);
            JsonNode compared = server.await(
                    "/api/v1/verification", scores -> scores.path("results").size() == 2);
            JsonNode persistence = compared.at("/results/0");
            assertEquals("persistence", persistence.path("nowcaster").textValue());
            assertEquals(5, persistence.path("leadMinutes").intValue());
            assertEquals(1, persistence.path("forecasts").intValue());
            assertEquals(1, persistence.at("/thresholds/5/csi").doubleValue());

            assertEquals(0, verification("--json"), err::toString);
            JsonNode printed = JsonMapper.builder().build().readTree(out.toString());
            assertEquals("store", printed.at("/stores/0/store").textValue());
            assertEquals(compared.path("results"), printed.at("/stores/0/results"));

            assertEquals(0, verification(), err::toString);
            List<String> lines = out.toString().lines().toList();
            assertEquals(4, lines.size(), out::toString);
            assertEquals("store store", lines.get(0));
            assertTrue(lines.get(2).matches("persistence +- +5 +1 +0\\.000 .* 1\\.000 +1\\.000"), lines::toString);

            assertEquals(1, fold());
            assertEquals(0, verification("--json"), err::toString);
            assertEquals(printed, JsonMapper.builder().build().readTree(out.toString()));
            assertEquals(compared, server.await("/api/v1/verification", scores -> true));

            assertEquals(0, verification("--days", "1"), err::toString);
            assertEquals("no forecast has been compared with what came\n", out.toString());
        }
    }

    /** Has the server fold what was compared just now, as if that were long ago. */
    private int fold() throws Exception {
        Path state = directory.resolve("state");
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, state)) {
            database.jdbi().useHandle(handle -> handle.execute("update forecast_scores set compared = 0"));
        }
        StringWriter pruned = new StringWriter();
        assertEquals(
                0,
                Amagumo.commandLine()
                        .setOut(new PrintWriter(pruned))
                        .execute("job", "run", "prune", "--dir", state.toString()));
        Matcher days = Pattern.compile("(\\d+) days of scores of single forecasts removed")
                .matcher(pruned.toString());
        assertTrue(days.find(), pruned::toString);
        return Integer.parseInt(days.group(1));
    }

    @Test
    void daysOutOfBoundsAreBadUsage() {
        assertEquals(2, verification("--days", "0"));
        assertTrue(err.toString().startsWith("amagumo: --days must be a number from 1 to 36500\n"), err::toString);
    }

    private int verification(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 3];
        all[0] = "verification";
        all[1] = "--dir";
        all[2] = directory.resolve("state").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
