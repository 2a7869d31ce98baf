package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Split;
import amagumo.ingest.window.WindowIndex;
import amagumo.ingest.window.WindowSpec;
import amagumo.server.inspect.StoreSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo windows}: shows what a store holds, and how many windows of 20 frames. */
@Command(
        name = "windows",
        description = "Lists a store's frames, gaps and wetness by day, and how many windows of 20 frames it has.",
        mixinStandardHelpOptions = true)
final class WindowsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "The store.")
    private Path directory;

    @Option(
            names = "--step",
            paramLabel = "MINUTES",
            description = "Count windows at this step, a multiple of the store's, which is the default.")
    private Integer stepMinutes;

    @Option(
            names = "--stride",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "Begin a window every STEPS steps.")
    private int stride;

    @Option(
            names = "--min-wet",
            paramLabel = "FRACTION",
            defaultValue = "0",
            description = "Count only windows at least this wet: the mean share of cells at 0.5 mm/h or more.")
    private double minWetFraction;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        FrameStore store = FrameStore.open(directory);
        PrintWriter err = spec.commandLine().getErr();
        store.verify().forEach(damage -> err.println("amagumo: " + damage));
        err.flush();
        WindowIndex index = windows(store);
        StoreSummary summary = StoreSummary.of(store, index);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(summary.toJson());
        } else {
            print(summary, Split.of(index), out);
        }
        out.flush();
        return 0;
    }

    private WindowIndex windows(FrameStore store) {
        try {
            int step = stepMinutes == null ? store.stepMinutes() : stepMinutes;
            return WindowIndex.of(
                    store, new WindowSpec(WindowSpec.LENGTH, WindowSpec.INPUT_LENGTH, step, stride, minWetFraction));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static void print(StoreSummary summary, Split split, PrintWriter out) {
        out.printf("%d frames every %d minutes%n", summary.frames(), summary.stepMinutes());
        out.printf(
                "%d windows of %d frames: %d for training, %d for validation, %d for test%n",
                summary.windows(),
                WindowSpec.LENGTH,
                split.train().size(),
                split.validation().size(),
                split.test().size());
        split.notes().forEach(out::println);
        for (StoreSummary.GapSummary gap : summary.gaps()) {
            out.printf("gap of %d frames: %s to %s%n", gap.missing(), gap.from(), gap.to());
        }
        for (StoreSummary.Day day : summary.days()) {
            out.printf("%s: %d frames, %.1f %% wet%n", day.day(), day.frames(), 100 * day.wet());
        }
    }
}
