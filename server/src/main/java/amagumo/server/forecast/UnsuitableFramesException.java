package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcaster;
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
        Optional<String> mismatch = nowcaster.mismatch(grid, stepMinutes);
        if (mismatch.isPresent()) {
            throw new UnsuitableFramesException(mismatch.get());
        }
    }
}
