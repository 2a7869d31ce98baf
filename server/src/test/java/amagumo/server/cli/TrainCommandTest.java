package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import amagumo.model.file.ModelFile;
import amagumo.model.train.MetricsLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

    private static final List<String> SMALL =
            List.of("--hidden", "4", "--crop", "16", "--batch", "2", "--epoch-steps", "3", "--validation-windows", "1");

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private String store;
    private Path model;

    @BeforeEach
    void ingestTheSamples() {
        store = directory.resolve("sample").toString();
        model = directory.resolve("model.zip");
        assertEquals(
                0,
                run("ingest", "../data-samples", "--store", store, "--bbox", "35.5,139.2,35.9,139.8"),
                err::toString);
    }

    @Test
    void anOutputThatIsADirectoryIsBadUsageBeforeAnythingIsTrained(@TempDir Path directory) {
        assertEquals(
                2,
                Amagumo.commandLine()
                        .execute("train", "--store", "nowhere", "--out", directory.toString(), "--epochs", "1"));
        assertEquals(2, Amagumo.commandLine().execute("train", "--store", "nowhere", "--out", "/", "--epochs", "1"));
    }

    @Test
    void aTrainingLeavesAModelMetricsPlotsAndACheckpointToGoOnFrom() throws IOException {
        assertEquals(0, run(train("--validate", store, "--epochs", "2")), err::toString);
        assertEquals("model", ModelFile.read(model).metadata().name());
        assertTrue(err.toString().contains("all epochs are done after step 6"), err::toString);
        Path run = directory.resolve("model.run");
        assertEquals(6 + 2, MetricsLog.read(run.resolve("metrics.jsonl")).size());
        assertTrue(Files.size(run.resolve("report/loss.png")) > 1000);
        assertTrue(Files.size(run.resolve("report/skill.png")) > 1000);

        List<String> resume = List.of("train", "--store", store, "--validate", store, "--out", model.toString());
        assertEquals(0, run(with(resume, "--resume", "--epochs", "3")), err::toString);
        assertEquals(9 + 3, MetricsLog.read(run.resolve("metrics.jsonl")).size());
        assertTrue(err.toString().contains("all epochs are done after step 9"), err::toString);
    }

    @Test
    void theCheckpointOfAnEarlierRunIsKept() throws IOException {
        assertEquals(0, run(train("--all-windows", "--epochs", "1")), err::toString);
        byte[] first = Files.readAllBytes(directory.resolve("model.run/checkpoint.zip"));
        assertEquals(0, run(train("--all-windows", "--epochs", "1", "--seed", "2", "--name", "other")), err::toString);
        assertArrayEquals(first, Files.readAllBytes(directory.resolve("model.run/checkpoint-earlier.zip")));
    }

    @Test
    void aTrainingThatStartsFromAModelHasLearntWhatBothDidEvenWhenItIsContinued() throws IOException {
        assertEquals(0, run(train("--all-windows", "--epochs", "1")), err::toString);
        Path first = directory.resolve("first.zip");
        Files.move(model, first);
        long steps = ModelFile.read(first).metadata().steps();
        assertEquals(0, run(train("--all-windows", "--epochs", "1", "--from", first.toString())), err::toString);
        assertEquals(2 * steps, ModelFile.read(model).metadata().steps());
        assertEquals(
                0,
                run("train", "--store", store, "--all-windows", "--out", model.toString(), "--resume", "--epochs", "2"),
                err::toString);
        assertEquals(3 * steps, ModelFile.read(model).metadata().steps());
    }

    @Test
    void aModelOfAnotherNetworkIsRefusedByName() {
        assertEquals(0, run(train("--all-windows", "--epochs", "1")), err::toString);
        assertEquals(
                1,
                run(
                        "train",
                        "--store",
                        store,
                        "--out",
                        directory.resolve("other.zip").toString(),
                        "--from",
                        model.toString()));
        assertTrue(err.toString().contains("model.zip: the model's network is"), err::toString);
    }

    @Test
    void settingsCannotBeGivenWithResume() {
        assertEquals(2, run("train", "--store", store, "--out", model.toString(), "--resume", "--batch", "4"));
        assertTrue(
                err.toString().contains("--batch cannot be given with --resume: the checkpoint has its own settings"),
                err::toString);
    }

    @Test
    void whatCannotBeTrainedOnIsNamedInOneSentence() {
        assertEquals(1, run("train", "--store", directory.toString(), "--out", model.toString()));
        assertEquals(1, run("train", "--store", store, "--out", model.toString(), "--crop", "512"));
        assertTrue(err.toString().contains("too few for samples of 512 x 512"), err::toString);
        assertEquals(2, run("train", "--store", store, "--out", model.toString(), "--crop", "18", "--patch", "4"));
        assertTrue(err.toString().contains("the crop is a multiple of the patch"), err::toString);
        assertEquals(1, run("train", "--store", store, "--out", model.toString(), "--resume"));
        assertTrue(err.toString().contains("checkpoint.zip: no such file or directory"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalStopsTheTrainingWhichKeepsWhatItReached(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && ignored(), "this process ignores SIGINT, and so would its children");
        List<String> command = java("amagumo.server.cli.Amagumo");
        command.addAll(List.of(train("--validate", store, "--epochs", "100000")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = reader(process)) {
            boolean sent = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (!sent && line.contains("validation CSI")) {
                    send(signal, process);
                    sent = true;
                }
            }
        }
        assertEquals(0, process.waitFor(), output::toString);
        assertTrue(output.toString().contains("stopped as asked after step"), output::toString);
        assertTrue(ModelFile.read(model).metadata().steps() >= 3);
        assertTrue(Files.exists(directory.resolve("model.run/checkpoint.zip")));
    }

    /** Bit 1 of the mask of ignored signals is SIGINT, which shells make processes in the background ignore. */
    private static boolean ignored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> java(String mainClass) {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    }

    private String[] train(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--store", store, "--out", model.toString()));
        arguments.addAll(SMALL);
        return with(arguments, more);
    }

    private static String[] with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(err, true);
        return Amagumo.commandLine().setOut(writer).setErr(writer).execute(arguments);
    }
}
