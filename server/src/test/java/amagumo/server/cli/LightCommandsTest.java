package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands without a network start without loading the tensors' classes, let alone their native libraries. */
class LightCommandsTest {

    private static final Path SAMPLES = Path.of("../data-samples");

    @TempDir
    private Path directory;

    @Test
    void readingFilesLoadsNoTensors() throws Exception {
        String file = firstSample();
        assertNoTensors("inspect", file);
        assertNoTensors(
                "convert", file, "--to", "png", "-o", directory.resolve("a.png").toString());
        assertNoTensors(
                "convert", file, "--to", "nc", "-o", directory.resolve("a.nc").toString());
    }

    @Test
    void keepingFramesLoadsNoTensors() throws Exception {
        String store = directory.resolve("store").toString();
        assertNoTensors("ingest", firstSample(), "--store", store);
        assertNoTensors("windows", "--store", store);
    }

    private static String firstSample() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".bin"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertNoTensors(String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Amagumo.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor(), () -> String.join(" ", arguments));
        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(line -> line.contains(Amagumo.class.getName())));
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> line.contains(" org.nd4j.")
                                || line.contains(" org.deeplearning4j.")
                                || line.contains(" org.bytedeco."))
                        .toList());
    }
}
