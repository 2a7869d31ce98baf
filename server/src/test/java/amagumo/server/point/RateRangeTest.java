package amagumo.server.point;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateRangeTest {

    private static final List<Float> THRESHOLDS = List.of(0.5f, 1f, 2f, 5f, 10f, 20f);

    @Test
    void quantilesLieBetweenTheThresholdsWhoseProbabilitiesEnclose10And90PerCent() {
        RateRange range = range(1f, 0.95f, 0.7f, 0.4f, 0.15f, 0.05f);
        assertEquals(1.2f, range.fromMmH(), 1e-5f);
        assertEquals(15, range.toMmH().orElseThrow(), 1e-5f);
    }

    @Test
    void whatIsBelowTheLowestThresholdOrAboveTheHighestIsOpen() {
        assertEquals(new RateRange(0, Optional.of(0.5f)), range(0, 0, 0, 0, 0, 0));
        assertEquals(new RateRange(0, Optional.of(0.5f)), range(0.1f, 0.05f, 0, 0, 0, 0));
        assertEquals(new RateRange(20, Optional.empty()), range(1, 1, 1, 1, 1, 1));
        assertEquals(new RateRange(0, Optional.empty()), range(0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f));
    }

    @Test
    void ratesAtAThresholdAreReachedExactly() {
        assertEquals(new RateRange(1, Optional.of(5f)), range(1, 0.9f, 0.5f, 0.1f, 0, 0));
    }

    @Test
    void aPlaceWithoutDataHasNoRange() {
        List<Float> missing = List.of(Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        assertEquals(Optional.empty(), RateRange.of(THRESHOLDS, missing));
    }

    private static RateRange range(float... probabilities) {
        List<Float> listed = new ArrayList<>();
        for (float probability : probabilities) {
            listed.add(probability);
        }
        return RateRange.of(THRESHOLDS, listed).orElseThrow();
    }
}
