package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The last observed frames, all on one grid and equally spaced in time.
 *
 * @param baseTime valid time of the last frame, UTC
 * @param stepMinutes time between two frames, at least 1
 * @param grid where the cells lie
 * @param rates rain rates {@code [row][column]} in mm/h, NaN where missing, oldest first; {@link #FRAMES} of them
 */
public record NowcastInput(Instant baseTime, int stepMinutes, RadarGrid grid, List<float[][]> rates) {

    /** How many frames a nowcaster looks at. */
    public static final int FRAMES = WindowSpec.INPUT_LENGTH;

    public NowcastInput {
        rates = List.copyOf(rates);
        if (stepMinutes < 1) {
            throw new IllegalArgumentException("a step of %d minutes".formatted(stepMinutes));
        }
        if (rates.size() != FRAMES) {
            throw new IllegalArgumentException("%d input frames instead of %d".formatted(rates.size(), FRAMES));
        }
        for (float[][] frame : rates) {
            if (frame.length != grid.ny() || frame[0].length != grid.nx()) {
                throw new IllegalArgumentException("a frame of %d x %d cells on a grid of %d x %d"
                        .formatted(frame[0].length, frame.length, grid.nx(), grid.ny()));
            }
        }
    }

    /**
     * Makes an input from frames in any order.
     *
     * @throws IllegalArgumentException if there are not {@link #FRAMES} of them, on one grid and equally spaced by
     *     whole minutes; the message is a sentence for people
     */
    public static NowcastInput of(List<RadarFrame> frames) {
        if (frames.size() != FRAMES) {
            throw new IllegalArgumentException("%d frames of rain instead of %d".formatted(frames.size(), FRAMES));
        }
        List<RadarFrame> sorted = frames.stream()
                .sorted(Comparator.comparing(RadarFrame::validTime))
                .toList();
        RadarFrame last = sorted.get(FRAMES - 1);
        Duration step = Duration.between(sorted.get(FRAMES - 2).validTime(), last.validTime());
        if (step.toMinutes() < 1 || !step.equals(Duration.ofMinutes(step.toMinutes()))) {
            throw new IllegalArgumentException("two frames of rain are %d seconds apart".formatted(step.toSeconds()));
        }
        for (int i = FRAMES - 1; i >= 0; i--) {
            Instant expected = last.validTime().minus(step.multipliedBy(FRAMES - 1L - i));
            if (!sorted.get(i).validTime().equals(expected)) {
                throw new IllegalArgumentException(
                        "the frames are not equally spaced: there is %s where %s should be, %d minutes apart"
                                .formatted(sorted.get(i).validTime(), expected, step.toMinutes()));
            }
            if (!sorted.get(i).grid().sameCellsAs(last.grid())) {
                throw new IllegalArgumentException("the frames of %s and %s are on different grids"
                        .formatted(sorted.get(i).validTime(), last.validTime()));
            }
        }
        return new NowcastInput(
                last.validTime(),
                Math.toIntExact(step.toMinutes()),
                last.grid(),
                sorted.stream().map(RadarFrame::values).toList());
    }

    /** The newest frame, {@code [row][column]} in mm/h, NaN where missing. */
    public float[][] last() {
        return rates.get(FRAMES - 1);
    }
}
