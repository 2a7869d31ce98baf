package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last frames that were observed, all of one grid and equally spaced in time.
 *
 * @param baseTime valid time of the last frame, UTC
 * @param stepMinutes time between two frames, at least 1
 * @param grid where the cells lie
 * @param rates rain rates {@code [row][column]} in mm/h, NaN where missing, oldest first; {@link #FRAMES} of them
 */
public record NowcastInput(Instant baseTime, int stepMinutes, RadarGrid grid, List<float[][]> rates) {

    /** How many frames a nowcaster looks at. */
    public static final int FRAMES = 5;

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

    /** The newest frame, {@code [row][column]} in mm/h, NaN where missing. */
    public float[][] last() {
        return rates.get(FRAMES - 1);
    }

    /** The time between two frames. */
    public Duration step() {
        return Duration.ofMinutes(stepMinutes);
    }
}
