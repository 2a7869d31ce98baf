package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;

/**
 * Predicts the next {@link Nowcast#LEADS} frames from the last {@link NowcastInput#FRAMES}. Safe for calls one after
 * another, not for concurrent ones.
 */
public interface Nowcaster {

    /** The name that forecasts give for what made them, such as {@code persistence}. */
    String name();

    /**
     * A forecast on the input's own grid and at its step.
     *
     * @throws IllegalArgumentException if {@link #mismatch} has something to say
     */
    Nowcast forecast(NowcastInput input);

    /**
     * As {@link #forecast}, with the probabilities of rain if the nowcaster gives any.
     *
     * @throws IllegalArgumentException if {@link #mismatch} has something to say
     */
    default NowcastAndExceedance forecastWithExceedance(NowcastInput input) {
        return new NowcastAndExceedance(forecast(input), Optional.empty());
    }

    /** Why such frames cannot be forecast, as a sentence for people; empty if they can. */
    default Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return Optional.empty();
    }
}
