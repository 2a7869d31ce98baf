package amagumo.model.evaluation;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowSpec;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.verification.Verification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive frames of an event: the first {@link NowcastInput#FRAMES} are the input, the next {@link Nowcast#LEADS}
 * what was then observed.
 *
 * @param event what the window belongs to; scores are also given per event
 * @param box the cells that are scored and, without context, all that a nowcaster sees
 * @param stepMinutes time between two frames
 * @param fssWindow side of the fractions skill score's square in cells, odd
 * @param frames the {@link WindowSpec#LENGTH} frames
 */
public record EvaluationWindow(String event, CellBox box, int stepMinutes, int fssWindow, Frames frames) {

    /** Where the frames of a window come from. */
    @FunctionalInterface
    public interface Frames {
        /** The whole frame at a place in the window, 0 to {@link WindowSpec#LENGTH} - 1. */
        RadarFrame get(int index) throws IOException;
    }

    /** What a nowcaster gets, what was then observed, and where the scored cells lie in the input. */
    record Case(NowcastInput input, List<float[][]> observed, CellBox scored) {}

    /**
     * A window of a store.
     *
     * @param event what it belongs to
     * @param box the cells that are scored
     */
    public static EvaluationWindow of(String event, Window window, CellBox box) {
        FrameStore store = window.store();
        return new EvaluationWindow(
                event,
                box,
                store.stepMinutes(),
                Verification.fssWindow(store.grid()),
                index -> store.read(window.times().get(index)));
    }

    /**
     * Reads the frames.
     *
     * @param context how many cells around the box a nowcaster sees too, as far as the frames reach
     * @throws IOException if a frame cannot be read, or they are not on one grid and equally spaced
     */
    Case read(int context) throws IOException {
        List<float[][]> inputs = new ArrayList<>();
        List<float[][]> observed = new ArrayList<>();
        RadarFrame last = frames.get(NowcastInput.FRAMES - 1);
        if (!box.fitsIn(last.grid().ny(), last.grid().nx())) {
            throw new IOException("%s: %s is not inside frames of %d x %d cells"
                    .formatted(event, box, last.grid().nx(), last.grid().ny()));
        }
        CellBox seen = grown(context, last.grid().ny(), last.grid().nx());
        for (int i = 0; i < WindowSpec.LENGTH; i++) {
            RadarFrame frame = frames.get(i);
            if (!frame.grid().sameCellsAs(last.grid())) {
                throw new IOException("%s: the frame of %s is on another grid than that of %s"
                        .formatted(event, frame.validTime(), last.validTime()));
            }
            Instant due = last.validTime().plus(Duration.ofMinutes((i + 1L - NowcastInput.FRAMES) * stepMinutes));
            if (!frame.validTime().equals(due)) {
                throw new IOException("%s: frame %d is of %s, but steps of %d minutes require %s"
                        .formatted(event, i, frame.validTime(), stepMinutes, due));
            }
            if (i < NowcastInput.FRAMES) {
                inputs.add(frame.values(seen));
            } else {
                observed.add(frame.values(box));
            }
        }
        NowcastInput input =
                new NowcastInput(last.validTime(), stepMinutes, last.grid().crop(seen), inputs);
        CellBox scored = new CellBox(box.row() - seen.row(), box.column() - seen.column(), box.rows(), box.columns());
        return new Case(input, observed, scored);
    }

    private CellBox grown(int context, int ny, int nx) {
        int top = Math.max(0, box.row() - context);
        int left = Math.max(0, box.column() - context);
        int bottom = Math.min(ny, box.row() + box.rows() + context);
        int right = Math.min(nx, box.column() + box.columns() + context);
        return new CellBox(top, left, bottom - top, right - left);
    }
}
