package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.sample.SampleFiles;
import amagumo.server.SmallDisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A disk of 16 kB, mounted for the test: where that is not permitted, the tests are skipped. */
class FullDiskTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @AutoClose
    private SmallDisk small;

    private Path disk;

    @BeforeEach
    void mountADiskThatIsFull() throws Exception {
        small = SmallDisk.mount(directory.resolve("disk"), 16);
        disk = small.path();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nc", "grib2", "csv", "png"})
    void convertNamesTheFileInOneLine(String format) throws IOException {
        Path out = disk.resolve("out." + format);
        if (format.equals("png")) { // which is small
            Files.write(disk.resolve("others"), new byte[12 << 10]);
        }
        assertFails(out, "convert", samples(1).get(0), "--to", format, "-o", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nc", "grib2"})
    void forecastNamesTheFileInOneLine(String format) throws IOException {
        Path out = disk.resolve("out." + format);
        List<String> arguments = new ArrayList<>(List.of("forecast", "--nowcaster", "persistence"));
        arguments.addAll(samples(5));
        arguments.addAll(List.of("-o", out.toString()));
        assertFails(out, arguments.toArray(String[]::new));
    }

    @Test
    void ingestNamesTheFileInOneLine() throws IOException {
        Path store = disk.resolve("store");
        List<String> arguments = new ArrayList<>(List.of("ingest", "--store", store.toString()));
        arguments.addAll(samples(3));
        assertFails(store, arguments.toArray(String[]::new));
    }

    private void assertFails(Path named, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine command = Amagumo.commandLine();
        assertEquals(
                1,
                command.setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments),
                out::toString);
        String message = err.toString();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("amagumo: " + named), message);
        assertTrue(message.endsWith(": No space left on device\n"), message);
        assertTrue(!message.contains("unfinished"), message);
        try (Stream<Path> left = Files.list(disk)) {
            assertTrue(left.noneMatch(file -> file.toString().contains("unfinished")));
        }
    }

    private List<String> samples(int count) throws IOException {
        List<String> files = new ArrayList<>();
        SampleFiles samples = new SampleFiles(SampleFiles.SEED);
        for (int i = 0; i < count; i++) {
            Path file = directory.resolve(SampleFiles.name(i));
            files.add(Files.write(file, samples.bytes(i)).toString());
        }
        return files;
    }
}
