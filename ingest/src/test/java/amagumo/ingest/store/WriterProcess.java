package amagumo.ingest.store;

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

    private WriterProcess() {}

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
                    batch.add(Frames.encoded(index + i));
                }
                writer.append(batch, false);
                index += batch.size();
                System.out.println(index);
            }
        }
    }
}
