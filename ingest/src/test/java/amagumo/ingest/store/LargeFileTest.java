package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own with little memory, and a file whose frame does not fit into it. */
@Timeout(120)
class LargeFileTest {

    private static final RadarGrid LARGE = new RadarGrid(10_000, 10_000, 60, 100, 1 / 400.0, 1 / 400.0);

    @TempDir
    private Path directory;

    @Test
    void aFileThatDoesNotFitIntoMemoryIsNamedAndTheOthersComeIn() throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        RadarFrame dry =
                new RadarFrame(Frames.time(0), 5, LARGE, Frames.TABLE, Levels.ofBytes(new byte[(int) LARGE.cells()]));
        Files.write(files.resolve("0.bin"), Frames.encoded(dry).message());
        for (int i = 1; i < 4; i++) {
            Files.write(files.resolve(i + ".bin"), Frames.encoded(i).message());
        }
        Path store = directory.resolve("store");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        files.toString(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertTrue(
                said.startsWith(files.resolve("0.bin") + ": it does not fit into memory: the heap has 0.0 GB"), said);
        assertEquals(1, said.lines().count(), said);
        assertEquals(
                List.of(Frames.time(1), Frames.time(2), Frames.time(3)),
                FrameStore.open(store).times());
    }

    /** Ingests a directory, and prints what fails. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws IOException {
            Ingest.run(
                    List.of(arguments[0]),
                    InputStream.nullInputStream(),
                    Path.of(arguments[1]),
                    IngestOptions.defaults(),
                    new IngestListener() {
                        @Override
                        public void skipped(String file, String reason) {}

                        @Override
                        public void passedOver(String file, OtherOctets octets) {}

                        @Override
                        public void failed(String file, String reason) {
                            System.out.println(file + ": " + reason);
                        }

                        @Override
                        public void progress(IngestCounts soFar) {}
                    });
        }
    }
}
