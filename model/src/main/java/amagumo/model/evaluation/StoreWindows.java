package amagumo.model.evaluation;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Split;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIndex;
import amagumo.ingest.window.WindowSpec;
import java.util.List;

/** The windows of a part of a store, with whole frames. */
public final class StoreWindows {

    /** A part of a store, as {@link Split} cuts it. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST,
        /** Every window, whichever part it belongs to. */
        ALL
    }

    private StoreWindows() {}

    /**
     * The windows of a part.
     *
     * @param stride distance between the beginnings of two windows in steps, at least 1
     */
    public static List<EvaluationWindow> of(FrameStore store, Part part, int stride) {
        WindowIndex index = WindowIndex.of(
                store, new WindowSpec(WindowSpec.LENGTH, WindowSpec.INPUT_LENGTH, store.stepMinutes(), stride, 0));
        String name =
                store.directory().toAbsolutePath().normalize().getFileName().toString();
        return windows(index, part).stream()
                .map(window -> EvaluationWindow.of(name, window, store.grid().allCells()))
                .toList();
    }

    private static List<Window> windows(WindowIndex index, Part part) {
        return switch (part) {
            case TRAIN -> Split.of(index).train();
            case VALIDATION -> Split.of(index).validation();
            case TEST -> Split.of(index).test();
            case ALL -> index.windows();
        };
    }
}
