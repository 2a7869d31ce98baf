package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;

/**
 * Gives the probabilities of rain of the next {@link Nowcast#LEADS} frames from the last {@link NowcastInput#FRAMES}. Safe to
 * call in turn.
 */
public interface ProbabilityNowcaster {

    /** What stands in a forecast as its maker, such as {@code lagrangian-probability}. */
    String name();

    /**
     * The probabilities on the input's own grid and at its step.
     *
     * @throws IllegalArgumentException if {@link #mismatch} has something to say
     */
    Exceedance exceedance(NowcastInput input);

    /** Why such frames cannot be forecast, as a sentence for people; nothing if they can. */
    default Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return Optional.empty();
    }
}
