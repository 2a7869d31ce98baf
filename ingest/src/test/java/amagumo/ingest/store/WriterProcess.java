package amagumo.ingest.store;

import amagumo.ingest.radar.RadarGrid;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of its own that writes to a store step after step, and prints how many steps are done once each is
 * acknowledged: it appends frame after frame, in batches of one to five, or it {@linkplain Correction corrects} a few.
 */
final class WriterProcess {

    /** Large enough for a message to be written in many pages. */
    private static final RadarGrid GRID = new RadarGrid(240, 160, 36, 138, 1 / 120.0, 1 / 80.0);

    /** What the process does. */
    enum Work {
        APPEND,
        CORRECT
    }

    private WriterProcess() {}

    /** The frame of a number. */
    static EncodedFrame frame(int index) {
        return frame(index, index);
    }

    /** A frame of the time of a number, with the content of another. */
    static EncodedFrame frame(int index, int seed) {
        return Frames.encoded(Frames.frame(Frames.time(index), 5, GRID, seed));
    }

    static Process start(Path directory, Work work, int first, int count) throws IOException {
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
                        work.name(),
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        Work work = Work.valueOf(arguments[1]);
        int first = Integer.parseInt(arguments[2]);
        int end = first + Integer.parseInt(arguments[3]);
        try (StoreWriter writer = StoreWriter.open(Path.of(arguments[0]), Optional.empty())) {
            System.out.println("open");
            for (int step = first; step < end; ) {
                step += work == Work.APPEND ? append(writer, step, end) : correct(writer, step);
                System.out.println(step);
            }
        }
    }

    private static int append(StoreWriter writer, int step, int end) throws IOException {
        List<EncodedFrame> batch = new ArrayList<>();
        for (int i = 0; i <= step % 5 && step + i < end; i++) {
            batch.add(frame(step + i));
        }
        writer.append(batch, false);
        return batch.size();
    }

    private static int correct(StoreWriter writer, int step) throws IOException {
        Correction correction = Correction.of(step);
        if (correction.seed().isPresent()) {
            writer.append(List.of(frame(correction.frame(), correction.seed().getAsInt())), true);
        } else {
            writer.remove(List.of(Frames.time(correction.frame())));
        }
        return 1;
    }
}
