package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.file.ModelFile;
import amagumo.server.MadeRain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final String MODEL = "../data-samples/model.zip";
    private static final String CROP = "[8, 10, 32, 36]";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void windowsOfEventsAreScoredInTotalPerEventAndAsTheMeanOfEvents() throws IOException {
        assertEquals(0, run("--windows", list(), "--root", root(), "--json"), err::toString);

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertEquals("{\"first\":2,\"second\":1}", json.path("windows").toString());
        for (String nowcaster : List.of("persistence", "rover")) {
            JsonNode total = json.path("total").path(nowcaster);
            assertEquals(3, total.path("windows").asInt());
            assertEquals(15, total.path("cells_per_lead").size());
            assertEquals(3 * 32 * 36, total.path("cells_per_lead").get(0).asInt());
            for (String score : List.of("mse", "corr", "csi_0.5", "csi_1", "csi_5")) {
                assertEquals(15, total.path("per_lead").path(score).size());
                double first = mean(json, "first", nowcaster, score);
                double second = mean(json, "second", nowcaster, score);
                assertNotEquals(first, second);
                assertEquals(
                        (first + second) / 2,
                        json.path("event_mean").path(nowcaster).path(score).asDouble(),
                        2e-6);
            }
            assertEquals(
                    3,
                    json.path("runtime_seconds_per_forecast")
                            .path(nowcaster)
                            .path("n")
                            .asInt());
        }
        // The shower only moves.
        JsonNode means = json.path("event_mean");
        assertTrue(means.path("rover").path("csi_1").asDouble()
                > means.path("persistence").path("csi_1").asDouble() + 0.2);
    }

    @Test
    void probabilitiesAreScoredByThresholdBesideTheLagrangian() throws IOException {
        assertEquals(0, run("--windows", list(), "--root", root(), "--probabilities", "--json"), err::toString);

        JsonNode total = JsonMapper.builder()
                .build()
                .readTree(out.toString())
                .path("total")
                .path("lagrangian-probability");
        assertEquals(3, total.path("windows").asInt());
        assertEquals(3 * 32 * 36, total.path("cells_per_lead").get(0).asInt());
        assertEquals(10, total.path("reliability").path("0.5").size());
        // The shower only moves, so that the near future is all but known.
        JsonNode skill = total.path("per_lead").path("bss_1");
        assertTrue(skill.get(0).asDouble() > 0.7, skill::toString);
        assertTrue(skill.get(0).asDouble() > skill.get(14).asDouble(), skill::toString);
    }

    @Test
    void aModelWithoutProbabilitiesIsRefusedWhereTheyAreAskedFor() throws IOException {
        assertEquals(
                1, run("--windows", list(), "--root", root(), "--probabilities", "--model", "../training/rates.zip"));
        assertTrue(err.toString().contains("rates.zip: the model does not forecast probabilities"), err::toString);
    }

    @Test
    void theTableShowsEachEventAndTheMeanOfTheirMeans() throws IOException {
        assertEquals(0, run("--windows", list(), "--root", root(), "--nowcaster", "persistence"), err::toString);

        List<String> lines = out.toString().lines().toList();
        assertEquals("all windows (3), mean of 15 leads", lines.get(0));
        assertTrue(lines.contains("first") && lines.contains("second"), out::toString);
        assertTrue(lines.contains("mean of the events' means (2)"), out::toString);
        assertEquals(
                4,
                lines.stream().filter(line -> line.startsWith("persistence ")).count());
    }

    @Test
    void contextIsAColumnOfItsOwn() throws IOException {
        assertEquals(
                0,
                run("--windows", list(), "--root", root(), "--nowcaster", "rover", "--context", "8", "--json"),
                err::toString);

        JsonNode total = JsonMapper.builder().build().readTree(out.toString()).path("total");
        assertEquals(List.of("rover", "rover+8"), names(total));
        assertEquals(
                total.path("rover").path("cells_per_lead"),
                total.path("rover+8").path("cells_per_lead"));
        assertNotEquals(total.path("rover").path("mean"), total.path("rover+8").path("mean"));
    }

    @Test
    void aModelIsScoredBesideItsFirstGuess() throws IOException {
        String name = ModelFile.readMetadata(Path.of(MODEL)).name();
        Path report = directory.resolve("report");
        assertEquals(
                0,
                run(
                        "--windows",
                        list(),
                        "--root",
                        root(),
                        "--nowcaster",
                        "convlstm,smoothed-rover",
                        "--model",
                        MODEL,
                        "--without-network",
                        "--report",
                        report.toString(),
                        "--json"),
                err::toString);

        JsonNode total = JsonMapper.builder().build().readTree(out.toString()).path("total");
        assertEquals(List.of("smoothed-rover", name, name + "-off"), names(total));
        assertNotEquals(total.path(name).path("mean"), total.path(name + "-off").path("mean"));
        assertTrue(Files.readString(report.resolve("index.html")).contains(name + "-off"));
    }

    @Test
    void modelsOfOneNameAreToldApart() throws IOException {
        String name = ModelFile.readMetadata(Path.of(MODEL)).name();
        assertEquals(
                0,
                run(
                        "--windows",
                        list(),
                        "--root",
                        root(),
                        "--nowcaster",
                        "persistence",
                        "--model",
                        MODEL,
                        "--model",
                        MODEL,
                        "--json"),
                err::toString);
        JsonNode total = JsonMapper.builder().build().readTree(out.toString()).path("total");
        assertEquals(List.of("persistence", name, name + "#2"), names(total));
    }

    @Test
    void aPartOfAStoreIsScored() throws IOException {
        Path store = directory.resolve("store");
        MadeRain.write(directory.resolve("rain"), 120);
        assertEquals(0, execute("ingest", root(), "--store", store.toString()), err::toString);
        out.getBuffer().setLength(0);

        assertEquals(
                0,
                run("--store", store.toString(), "--split", "test", "--nowcaster", "persistence", "--json"),
                err::toString);

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertEquals(List.of("store"), names(json.path("events")));
        assertTrue(json.path("windows").path("store").asInt() >= 1);
    }

    @Test
    void whatCannotBeScoredIsOneSentence() throws IOException {
        List<Path> files = MadeRain.write(directory.resolve("rain"), 25);
        Path gap = Files.writeString(
                directory.resolve("gap.json"),
                "[" + MadeRain.entry("a", 0, files, CROP).replace("frame003", "frame022") + "]");
        Path outside = Files.writeString(
                directory.resolve("outside.json"), "[" + MadeRain.entry("a", 0, files, "[8, 10, 99, 36]") + "]");
        Path lost = Files.writeString(
                directory.resolve("lost.json"),
                "[" + MadeRain.entry("a", 0, files, CROP).replace("frame003", "lost") + "]");
        assertFails(
                "a: frame 3 is of 2024-03-01T01:50:00Z, but steps of 5 minutes require 2024-03-01T00:15:00Z",
                "--windows",
                gap.toString(),
                "--root",
                root());
        assertFails(" is not inside frames of 60 x 48 cells", "--windows", outside.toString(), "--root", root());
        assertFails("lost.bin: no such file or directory", "--windows", lost.toString(), "--root", root());
        assertFails("nothing.json: no such file or directory", "--windows", "nothing.json", "--root", root());
        assertFails(
                "../data-samples/MODEL.md: ",
                "--windows",
                list(),
                "--root",
                root(),
                "--model",
                "../data-samples/MODEL.md");
    }

    @Test
    void aStoreTooShortForAPartIsOneSentence() throws IOException {
        Path store = directory.resolve("store");
        MadeRain.write(directory.resolve("rain"), 20);
        assertEquals(0, execute("ingest", root(), "--store", store.toString()), err::toString);
        err.getBuffer().setLength(0);
        assertFails(
                store + ": there is no window of 20 frames in the part 'test'; --split all takes every window",
                "--store",
                store.toString());
    }

    @Test
    void contradictoryOptionsAreBadUsage() throws IOException {
        assertEquals(2, run());
        assertEquals(2, run("--windows", list()));
        assertEquals(2, run("--windows", list(), "--root", root(), "--store", "store"));
        assertEquals(2, run("--windows", list(), "--root", root(), "--context", "-1"));
        assertEquals(2, run("--store", "store", "--stride", "0"));
        assertEquals(2, run("--windows", list(), "--root", root(), "--nowcaster", "oracle"));
        err.getBuffer().setLength(0);
        assertEquals(2, run("--windows", list(), "--root", root(), "--nowcaster", "convlstm"));
        assertTrue(err.toString().startsWith("amagumo: the nowcaster convlstm needs a model\n"), err::toString);
        assertEquals(
                2,
                run("--windows", list(), "--root", root(), "--model", MODEL, "--network-share", "1.5"),
                err::toString);
    }

    private void assertFails(String reason, String... options) {
        assertEquals(1, run(options));
        List<String> errors = err.toString()
                .lines()
                .filter(line -> line.startsWith("amagumo: "))
                .toList();
        err.getBuffer().setLength(0);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains(reason), errors::toString);
        assertFalse(errors.get(0).contains("bug"), errors::toString);
    }

    private static double mean(JsonNode json, String event, String nowcaster, String score) {
        return json.path("events")
                .path(event)
                .path(nowcaster)
                .path("mean")
                .path(score)
                .asDouble();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private String root() {
        return directory.resolve("rain").toString();
    }

    private String list() throws IOException {
        List<Path> files = MadeRain.write(directory.resolve("rain"), 30);
        return Files.writeString(
                        directory.resolve("windows.json"),
                        "["
                                + String.join(
                                        ",",
                                        MadeRain.entry("first", 0, files, CROP),
                                        MadeRain.entry("first", 4, files, CROP),
                                        MadeRain.entry("second", 10, files, CROP))
                                + "]")
                .toString();
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "evaluate";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return execute(arguments);
    }

    private int execute(String... arguments) {
        return Amagumo.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
