package amagumo.server.forecast.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedRatesTest {

    @Test
    void everyCellComesBackToAHundredth() throws IOException {
        Random random = new Random(5);
        float[][] rates = new float[40][300];
        for (float[] row : rates) {
            for (int i = 0; i < row.length; i++) {
                int kind = random.nextInt(4);
                row[i] = kind == 0 ? Float.NaN : kind == 1 ? 0 : 260 * random.nextFloat();
            }
        }
        PackedRates packed = PackedRates.of(rates);
        for (int row = 0; row < rates.length; row++) {
            for (int column = 0; column < rates[row].length; column++) {
                assertEquals(rates[row][column], packed.rate(row, column), 0.01001f, row + ", " + column);
            }
        }
    }

    @Test
    void thresholdIsReachedByWhatIsKeptExactlyWhereItWasReached() throws IOException {
        float[] thresholds = {0.5f, 1, 2, 5, 10, 20};
        float[][] rates = new float[1][3 * thresholds.length];
        for (int k = 0; k < thresholds.length; k++) {
            rates[0][3 * k] = Math.nextDown(thresholds[k]);
            rates[0][3 * k + 1] = thresholds[k];
            rates[0][3 * k + 2] = Math.nextUp(thresholds[k]);
        }
        PackedRates packed = PackedRates.of(rates);
        for (int column = 0; column < rates[0].length; column++) {
            float threshold = thresholds[column / 3];
            assertEquals(rates[0][column] >= threshold, packed.rate(0, column) >= threshold, "column " + column);
        }
    }

    @Test
    void whatIsOfWholeHundredthsIsKeptAsItIs() throws IOException {
        float[][] rates = new float[1][65_535];
        for (int hundredths = 0; hundredths < rates[0].length; hundredths++) {
            rates[0][hundredths] = (float) (hundredths / 100.0);
        }
        assertArrayEquals(rates, PackedRates.of(rates).rates());
    }

    @Test
    void rowThatCannotShrinkIsKeptWhole() throws IOException {
        Random random = new Random(6);
        float[][] rates = new float[1][100_000];
        for (int i = 0; i < rates[0].length; i++) {
            rates[0][i] = random.nextInt(65_535) / 100f;
        }
        PackedRates packed = PackedRates.of(rates);
        for (int i = 0; i < rates[0].length; i += 997) {
            assertEquals(rates[0][i], packed.rate(0, i), 0.00501f);
        }
    }

    @Test
    void ratesBeyondTheLargestAreTheLargestAndNoneIsNegative() throws IOException {
        PackedRates packed = PackedRates.of(new float[][] {{1e9f, Float.POSITIVE_INFINITY, -1}});
        assertEquals(655.34f, packed.rate(0, 0));
        assertEquals(655.34f, packed.rate(0, 1));
        assertEquals(0, packed.rate(0, 2));
    }
}
