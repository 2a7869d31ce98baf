package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoothedRoverTest {

    private static final int SIZE = 120;

    @Test
    void aShowerMovesOnAndGetsFlatterButLosesNoRain() {
        Nowcast nowcast = new SmoothedRover().forecast(Showers.input(SIZE, SIZE, false));

        assertEquals("smoothed-rover", nowcast.madeBy());
        float[][] last = Showers.frame(SIZE, SIZE, 4, false);
        float before = peak(last);
        for (int lead = 1; lead <= 10; lead++) {
            float[][] rates = nowcast.rates(lead);
            assertTrue(peak(rates) < before, "lead " + lead);
            before = peak(rates);
            assertEquals(sum(last), sum(rates), 0.05 * sum(last), "lead " + lead);
            assertEquals(SIZE * 0.3 + 2 * (4 + lead), centreColumn(rates), 2, "lead " + lead);
        }
    }

    @Test
    void aForecastIsMissingExactlyWhereTheLastFrameIs() {
        NowcastInput input = Showers.input(61, 83, true);
        Nowcast nowcast = new SmoothedRover().forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            ForecastCheck.coversTheLastFrame(input, nowcast.rates(lead));
        }
    }

    @Test
    void whereItNeverRainsItStaysDry() {
        float[][] dry = new float[40][50];
        NowcastInput showers = Showers.input(40, 50, false);
        NowcastInput input = new NowcastInput(
                showers.baseTime(),
                5,
                showers.grid(),
                IntStream.range(0, NowcastInput.FRAMES).mapToObj(t -> dry).toList());
        Nowcast nowcast = new SmoothedRover().forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            assertArrayEquals(dry, nowcast.rates(lead));
        }
    }

    @Test
    void whatNoFrameSawStaysMissing() {
        float[][] unseen = new float[40][50];
        for (float[] row : unseen) {
            Arrays.fill(row, Float.NaN);
        }
        NowcastInput showers = Showers.input(40, 50, false);
        NowcastInput input = new NowcastInput(
                showers.baseTime(), 5, showers.grid(), List.of(unseen, unseen, unseen, unseen, unseen));

        assertArrayEquals(unseen, new SmoothedRover().forecast(input).rates(Nowcast.LEADS));
    }

    private static float peak(float[][] rates) {
        float peak = 0;
        for (float[] row : rates) {
            for (float rate : row) {
                peak = Math.max(peak, rate);
            }
        }
        return peak;
    }

    private static double sum(float[][] rates) {
        double sum = 0;
        for (float[] row : rates) {
            for (float rate : row) {
                sum += rate;
            }
        }
        return sum;
    }

    private static double centreColumn(float[][] rates) {
        double moment = 0;
        for (float[] row : rates) {
            for (int c = 0; c < row.length; c++) {
                moment += row[c] * c;
            }
        }
        return moment / sum(rates);
    }
}
