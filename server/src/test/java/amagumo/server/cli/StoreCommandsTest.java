package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ingest} and {@code windows} on the sample event: 36 frames, 5 minutes apart. */
class StoreCommandsTest {

    private static final Path SAMPLES = Path.of("../data-samples");

    @TempDir
    private Path directory;

    private List<Path> samples;
    private String store;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void findSamples() throws IOException {
        store = directory.resolve("store").toString();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            samples = files.filter(file -> file.toString().endsWith("_grib2.bin"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aDirectoryIsIngestedAndListed() throws IOException {
        assertEquals(0, run("ingest", SAMPLES.toString(), "--store", store));
        assertTrue(out.toString().contains(samples.size() + " frames stored"), out.toString());
        assertTrue(err.toString().contains("such as ../data-samples/MODEL.md: not a radar file"), err.toString());
        JsonNode listed = windows();
        assertEquals(
                List.of("frames", "stepMinutes", "windows", "gaps", "days"),
                new ArrayList<>(listed.propertyStream().map(Map.Entry::getKey).toList()));
        assertEquals(samples.size(), listed.get("frames").asInt());
        assertEquals(5, listed.get("stepMinutes").asInt());
        assertEquals(samples.size() - 19, listed.get("windows").asInt());
        assertEquals(0, listed.get("gaps").size());
        JsonNode day = listed.get("days").get(0);
        assertEquals("2000-07-01", day.get("day").asText());
        assertEquals(samples.size(), day.get("frames").asInt());
        assertTrue(day.get("wet").asDouble() > 0 && day.get("wet").asDouble() < 1);
    }

    @Test
    void jsonCountsWhatWasStoredSkippedPassedOverAndFailed() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("files"));
        byte[] good = Files.readAllBytes(samples.get(0));
        Path padded = Files.write(folder.resolve("a.bin"), Arrays.copyOf(good, good.length + 3));
        Path torn = Files.write(folder.resolve("b.bin"), Arrays.copyOf(good, good.length - 3));
        Path readme = Files.writeString(folder.resolve("README"), "words");

        assertEquals(1, run("ingest", "--json", folder.toString(), "--store", store));

        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertEquals(2, summary.get("files").asInt());
        assertEquals(1, summary.get("stored").asInt());
        assertEquals(3, summary.get("octetsPassedOver").asInt());
        assertEquals(readme.toString(), summary.at("/skipped/0/file").asText());
        assertEquals("not a radar file", summary.at("/skipped/0/reason").asText());
        assertEquals(padded.toString(), summary.at("/passedOver/0/file").asText());
        assertEquals(
                "3 octets of zeros at offset " + good.length,
                summary.at("/passedOver/0/reason").asText());
        assertEquals(torn.toString(), summary.at("/failed/0/file").asText());
        assertEquals(1, summary.get("failed").size());
    }

    @Test
    void aGapIsListedByItsMissingFrames() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("ingest", "--store", store));
        for (int i = 0; i < samples.size(); i++) {
            if (i != 4 && i != 10 && i != 11) {
                arguments.add(samples.get(i).toString());
            }
        }
        assertEquals(0, run(arguments.toArray(String[]::new)));
        JsonNode gaps = windows().get("gaps");
        assertEquals(2, gaps.size());
        assertEquals(1, gaps.get(0).get("missing").asInt());
        assertEquals(gaps.get(0).get("from"), gaps.get(0).get("to"));
        assertEquals("2000-07-01T03:50:00Z", gaps.get(1).get("from").asText());
        assertEquals("2000-07-01T03:55:00Z", gaps.get(1).get("to").asText());
        assertEquals(2, gaps.get(1).get("missing").asInt());
        assertEquals(0, run("ingest", SAMPLES.toString(), "--store", store));
        assertTrue(out.toString().contains("3 frames stored, 0 replaced"), out.toString());
        assertEquals(0, windows().get("gaps").size());
    }

    @Test
    void peopleReadCountsAndWetness() {
        assertEquals(0, run("ingest", SAMPLES.toString(), "--store", store));
        assertEquals(0, run("windows", "--store", store));
        assertTrue(out.toString().startsWith(samples.size() + " frames every 5 minutes"), out.toString());
        assertTrue(out.toString().contains("too short for validation"), out.toString());
        assertTrue(out.toString().contains("2000-07-01: "), out.toString());
    }

    @Test
    void oneFailureIsOneLineAndSeveralAreListed() throws IOException {
        Path broken = Files.write(directory.resolve("broken.bin"), "GRIB".getBytes());
        assertEquals(1, run("ingest", broken.toString(), samples.get(0).toString(), "--store", store));
        assertEquals(
                1,
                err.toString()
                        .lines()
                        .filter(line -> line.startsWith("amagumo: "))
                        .count());
        assertTrue(err.toString().contains("amagumo: " + broken + ": offset 0: "), err.toString());
        assertEquals(1, windows().get("frames").asInt());
        assertEquals(1, run("ingest", broken.toString(), "/no/such", "--store", store));
        assertTrue(err.toString().contains("failed /no/such: no such file"), err.toString());
        assertTrue(err.toString().contains("amagumo: 2 failures, listed above"), err.toString());
    }

    @Test
    void badUsageIsToldFromFailure() throws IOException {
        assertEquals(2, run("ingest", SAMPLES.toString()));
        assertEquals(2, run("ingest", SAMPLES.toString(), "--store", store, "--domain", "atlantis"));
        assertTrue(err.toString().contains("kyushu"), err.toString());
        assertEquals(2, run("ingest", SAMPLES.toString(), "--store", store, "--bbox", "1,2,3"));
        assertEquals(
                2, run("ingest", SAMPLES.toString(), "--store", store, "--bbox", "30,130,31,131", "--domain", "kanto"));
        assertFalse(Files.exists(Path.of(store)));
        assertEquals(1, run("windows", "--store", store));
        assertEquals(1, err.toString().lines().count(), err.toString());
        run("ingest", samples.get(0).toString(), "--store", store);
        assertEquals(2, run("windows", "--store", store, "--step", "7"));
    }

    @Test
    void aDirectoryWithoutRainIsAFailure() throws IOException {
        Files.writeString(directory.resolve("README.md"), "words");
        assertEquals(1, run("ingest", directory.toString(), "--store", store));
        assertTrue(err.toString().contains("no rain was found"), err.toString());
    }

    private JsonNode windows() throws IOException {
        assertEquals(0, run("windows", "--store", store, "--json"), () -> err.toString());
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine command = Amagumo.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
