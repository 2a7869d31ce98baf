package amagumo.model.evaluation;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Split;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIndex;
import amagumo.ingest.window.WindowSpec;
import java.util.List;

/** The windows of a part of a store, whole frames of it. */
public final class StoreWindows {

    /** A part of a store, as {@link Split} cuts it. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST,
        /** Every window, whatever it was used for. */
        ALL
    }

    /** JMA calls cells of this many degrees of latitude 1 km. */
    private static final double ONE_KM_DEGREES = 1 / 120.0;

    private StoreWindows() {}

    /**
     * The windows of a part.
     *
     * @param stride distance of the beginnings of two windows in steps, at least 1
     */
    public static List<EvaluationWindow> of(FrameStore store, Part part, int stride) {
        WindowIndex index = WindowIndex.of(
                store, new WindowSpec(WindowSpec.LENGTH, WindowSpec.INPUT_LENGTH, store.stepMinutes(), stride, 0));
        String name =
                store.directory().toAbsolutePath().normalize().getFileName().toString();
        int fssWindow = EvaluationWindow.fssWindow(store.grid().dLat() / ONE_KM_DEGREES);
        return windows(index, part).stream()
                .map(window -> new EvaluationWindow(
                        name,
                        store.grid().allCells(),
                        store.stepMinutes(),
                        fssWindow,
                        frame -> store.read(window.times().get(frame))))
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
