package amagumo.ingest.store;

import amagumo.ingest.radar.RadarGrid;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of its own that appends frame after frame, in batches of one to five, and prints the number of each once it
 * is acknowledged.
 */
final class WriterProcess {

    /** Large enough for a message to be written in many pages. */
    private static final RadarGrid GRID = new RadarGrid(240, 160, 36, 138, 1 / 120.0, 1 / 80.0);

    private WriterProcess() {}

    /** The frame of a number. */
    static EncodedFrame frame(int index) {
        return Frames.encoded(Frames.frame(Frames.time(index), 5, GRID, index));
    }

    static Process start(Path directory, int first, int count) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        int first = Integer.parseInt(arguments[1]);
        int end = first + Integer.parseInt(arguments[2]);
        try (StoreWriter writer = StoreWriter.open(Path.of(arguments[0]), Optional.empty())) {
            System.out.println("open");
            for (int index = first; index < end; ) {
                List<EncodedFrame> batch = new ArrayList<>();
                for (int i = 0; i <= index % 5 && index + i < end; i++) {
                    batch.add(frame(index + i));
                }
                writer.append(batch, false);
                index += batch.size();
                System.out.println(index);
            }
        }
    }
}
