package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedRatesTest {

    @Test
    void everyCellComesBackToAHundredth() {
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
                assertEquals(rates[row][column], packed.rate(row, column), 0.00501f, row + ", " + column);
            }
        }
    }

    @Test
    void rowThatCannotShrinkIsKeptWhole() {
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
    void ratesBeyondTheLargestAreTheLargestAndNoneIsNegative() {
        PackedRates packed = PackedRates.of(new float[][] {{1e9f, Float.POSITIVE_INFINITY, -1}});
        assertEquals(655.34f, packed.rate(0, 0));
        assertEquals(655.34f, packed.rate(0, 1));
        assertEquals(0, packed.rate(0, 2));
    }
}
