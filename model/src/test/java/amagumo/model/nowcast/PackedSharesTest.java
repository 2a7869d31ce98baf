package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedSharesTest {

    private static final int COLUMNS = 40;

    @Test
    void productsAreThoseOfTheSharesWhereTheyAreWantedAndElsewhereZero() {
        Random random = new Random(2);
        int largestKept = 0;
        for (int round = 0; round < 200; round++) {
            boolean[] wanted = new boolean[COLUMNS];
            for (int c = 0; c < COLUMNS; c++) {
                wanted[c] = round > 0 && random.nextInt(3) == 0 && c > round % COLUMNS;
            }
            float[][] shares = new float[3][COLUMNS + 2];
            PackedShares packed = new PackedShares(2, 3, 1);
            for (int k = 0; k < 3; k++) {
                for (int c = 0; c < COLUMNS; c++) {
                    shares[k][c] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
                }
                packed.set(1, k, 0, shares[k], wanted);
            }
            float[] read = new float[4];
            for (int c = 0; c < COLUMNS; c++) {
                boolean some = packed.products(1, 0, c, read, 1);
                float product = wanted[c] ? 1 : 0;
                for (int k = 0; k < 3; k++) {
                    product *= Math.round(shares[k][c] * 255) / 255f;
                    assertEquals(product, read[1 + k], 1e-6f);
                }
                assertEquals(read[1] > 0, some);
                largestKept = some ? Math.max(largestKept, c) : largestKept;
            }
        }
        assertTrue(largestKept > COLUMNS / 2);
    }

    @Test
    void aRowThatWasNeverStoredIsZero() {
        float[] read = {1};
        assertEquals(false, new PackedShares(1, 1, 1).products(0, 0, 5, read, 0));
        assertEquals(0, read[0]);
    }
}
