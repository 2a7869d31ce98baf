package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.ProbabilityNowcaster;
import java.io.IOException;
import java.util.Optional;

/** Frames that a forecast cannot be made of: too few, not equally spaced, or of a kind that the nowcaster never saw. */
public final class UnsuitableFramesException extends IOException {

    private static final long serialVersionUID = 1L;

    UnsuitableFramesException(String message) {
        super(message);
    }

    /**
     * Refuses frames that a nowcaster cannot forecast.
     *
     * @throws UnsuitableFramesException with the nowcaster's own reason
     */
    public static void requireFit(Nowcaster nowcaster, RadarGrid grid, int stepMinutes)
            throws UnsuitableFramesException {
        requireNone(nowcaster.mismatch(grid, stepMinutes));
    }

    /** As {@link #requireFit(Nowcaster, RadarGrid, int)}, of probabilities. */
    public static void requireFit(ProbabilityNowcaster nowcaster, RadarGrid grid, int stepMinutes)
            throws UnsuitableFramesException {
        requireNone(nowcaster.mismatch(grid, stepMinutes));
    }

    private static void requireNone(Optional<String> mismatch) throws UnsuitableFramesException {
        if (mismatch.isPresent()) {
            throw new UnsuitableFramesException(mismatch.get());
        }
    }
}
