package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;

/**
 * Forecasts the probabilities of rain in the next {@link Nowcast#LEADS} frames from the last {@link
 * NowcastInput#FRAMES}. Safe for calls one after another, not for concurrent ones.
 */
public interface ProbabilityNowcaster {

    /** The name that forecasts give for what made them, such as {@code lagrangian-probability}. */
    String name();

    /**
     * The probabilities on the input's own grid and at its step.
     *
     * @throws IllegalArgumentException if {@link #mismatch} has something to say
     */
    Exceedance exceedance(NowcastInput input);

    /** Why such frames cannot be forecast, as a sentence for people; empty if they can. */
    default Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return Optional.empty();
    }
}
