package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeavyRainTest {

    private static final int SIDE = 100;

    @Test
    void aForecastGetsBackNineTenthsOfTheAreaOfHeavyRain() {
        float[][] last = rain(8);
        float[][] smooth = rain(4);
        long wanted = (long) (HeavyRain.SHARE * heavy(last));
        assertTrue(heavy(smooth) < wanted / 2);
        HeavyRain.of(last).restore(smooth);
        assertEquals(wanted, heavy(smooth), 0.02 * wanted);
    }

    @Test
    void aForecastWithHeavyRainEnoughStaysAsItIs() {
        float[][] forecast = rain(8);
        float[][] before = copy(forecast);
        HeavyRain.of(rain(8)).restore(forecast);
        assertArrayEquals(before, forecast);
    }

    @Test
    void noRateBelowTwoAndAHalfBecomesHeavy() {
        float[][] forecast = rain(2.4f);
        HeavyRain.of(rain(20)).restore(forecast);
        assertEquals(0, heavy(forecast));
    }

    @Test
    void ranksStayAndSoDoLightAndExtremeRatesAndWhatIsMissing() {
        float[][] forecast = rain(4);
        forecast[0][0] = Float.NaN;
        forecast[0][1] = 30;
        forecast[0][2] = 80;
        float[][] before = copy(forecast);
        HeavyRain.of(rain(20)).restore(forecast);
        assertArrayEquals(Arrays.copyOf(before[0], 3), Arrays.copyOf(forecast[0], 3));
        for (int r = 0; r < SIDE; r++) {
            for (int c = 3; c < SIDE; c++) {
                if (before[r][c] <= 1.5f) {
                    assertEquals(before[r][c], forecast[r][c]);
                }
                assertTrue(forecast[r][c] >= 0.9999f * before[r][c]);
                boolean larger = before[r][c] > before[r][c - 1];
                assertTrue(c == 3 || larger == forecast[r][c] > forecast[r][c - 1] || before[r][c] == before[r][c - 1]);
            }
        }
    }

    @Test
    void cellsThatTheLastFrameDoesNotKnowAreNotCounted() {
        float[][] last = rain(8);
        float[][] forecast = rain(4);
        for (int r = 0; r < SIDE / 2; r++) {
            Arrays.fill(last[r], Float.NaN);
            Arrays.fill(forecast[r], 20);
        }
        float[][] below = Arrays.copyOfRange(forecast, SIDE / 2, SIDE);
        HeavyRain.of(last).restore(forecast);
        assertEquals(HeavyRain.SHARE * heavy(last), heavy(below), 0.02 * heavy(last));
    }

    /** From 0 to a highest rate, evenly. */
    private static float[][] rain(float highest) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] rain = new float[SIDE][SIDE];
        for (float[] row : rain) {
            for (int c = 0; c < SIDE; c++) {
                row[c] = (float) random.nextDouble(highest);
            }
        }
        return rain;
    }

    private static long heavy(float[][] rates) {
        return Arrays.stream(rates)
                .mapToLong(row -> {
                    long count = 0;
                    for (float rate : row) {
                        count += rate >= 5 ? 1 : 0;
                    }
                    return count;
                })
                .sum();
    }

    private static float[][] copy(float[][] rates) {
        return Arrays.stream(rates).map(float[]::clone).toArray(float[][]::new);
    }
}
