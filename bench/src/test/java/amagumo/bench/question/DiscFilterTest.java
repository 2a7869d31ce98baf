package amagumo.bench.question;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.model.pixel.PixelMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiscFilterTest {

    private static final int ROWS = 23;
    private static final int COLUMNS = 31;

    @Test
    void isTheMeanOfThePixelsOfTheKnownCellsInTheDisc() {
        float[][] rates = showers(new Random(5));
        for (int radius : new int[] {0, 1, 2, 5, 10}) {
            float[][] filtered = new DiscFilter(radius).rates(rates);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    assertEquals(
                            cellByCell(rates, row, column, radius),
                            filtered[row][column],
                            1e-4,
                            "radius %d, row %d, column %d".formatted(radius, row, column));
                }
            }
        }
    }

    @Test
    void evenRainStaysAsItIs() {
        float rate = PixelMap.DEFAULT.rateMmH(0.5f);
        float[][] even = {{rate, rate, rate}, {rate, Float.NaN, rate}};
        float[][] filtered = new DiscFilter(2).rates(even);
        for (int row = 0; row < even.length; row++) {
            assertArrayEquals(even[row], filtered[row], 1e-5f * rate);
        }
    }

    private static float cellByCell(float[][] rates, int row, int column, int radius) {
        double sum = 0;
        int count = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                boolean inside = (r - row) * (r - row) + (c - column) * (c - column) <= radius * radius;
                if (inside && !Float.isNaN(rates[r][c])) {
                    sum += PixelMap.DEFAULT.pixel(rates[r][c]);
                    count++;
                }
            }
        }
        return Float.isNaN(rates[row][column]) ? Float.NaN : PixelMap.DEFAULT.rateMmH((float) (sum / count));
    }

    private static float[][] showers(Random random) {
        float[][] rates = new float[ROWS][COLUMNS];
        for (float[] row : rates) {
            for (int column = 0; column < COLUMNS; column++) {
                row[column] = random.nextInt(10) == 0 ? Float.NaN : Math.max(0, 20 * random.nextFloat() - 10);
            }
        }
        return rates;
    }
}
