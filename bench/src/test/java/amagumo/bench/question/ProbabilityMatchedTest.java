package amagumo.bench.question;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ProbabilityMatchedTest {

    private static final float NONE = Float.NaN;

    @Test
    void theWettestForecastCellGetsTheHighestObservedRateAndSoOn() {
        float[][] observed = {{0, 9, 2}, {0, 4, 1}};
        float[][] forecast = {{0.3f, 0.2f, 0.1f}, {0.6f, 0.5f, 0.4f}};
        assertMatched(new float[][] {{1, 0, 0}, {9, 4, 2}}, observed, forecast);
    }

    @Test
    void whereCellsAreMissingQuantilesTakeThePlaceOfRanks() {
        float[][] observed = {{0, NONE, 8}, {4, NONE, 2}};
        float[][] forecast = {{0.1f, 0.7f, NONE}, {NONE, NONE, NONE}};
        assertMatched(new float[][] {{0, 4, NONE}, {NONE, NONE, NONE}}, observed, forecast);
    }

    private static void assertMatched(float[][] expected, float[][] observed, float[][] forecast) {
        RadarGrid grid = new RadarGrid(3, 2, 36, 140, 0.01, 0.01);
        NowcastInput input =
                new NowcastInput(Instant.EPOCH, 5, grid, Collections.nCopies(NowcastInput.FRAMES, observed));
        Nowcast matched = new ProbabilityMatched(new Fixed(forecast)).forecast(input);
        assertEquals("fixed, matched", matched.madeBy());
        for (int row = 0; row < expected.length; row++) {
            assertArrayEquals(expected[row], matched.rates(7)[row]);
        }
    }

    /** Forecasts one field. */
    private record Fixed(float[][] field) implements Nowcaster {

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            return new Nowcast(name(), input.baseTime(), input.stepMinutes(), input.grid(), lead -> field);
        }
    }
}
