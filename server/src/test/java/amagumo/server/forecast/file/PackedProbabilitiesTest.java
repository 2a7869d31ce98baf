package amagumo.server.forecast.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedProbabilitiesTest {

    private static final int THRESHOLDS = 3;
    private static final int ROWS = 20;
    private static final int COLUMNS = 70;

    @Test
    void everyProbabilityComesBackToAPerCentAndInOrder() throws IOException {
        List<float[][]> fields = fields(new Random(3));
        PackedProbabilities packed = reread(PackedProbabilities.of(fields));
        for (int k = 0; k < THRESHOLDS; k++) {
            float[][] field = packed.probabilities(k);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    assertEquals(fields.get(k)[row][column], field[row][column], 0.005001f);
                    assertEquals(field[row][column], packed.probability(k, row, column));
                    boolean isOrdered = k == 0
                            || Float.isNaN(field[row][column])
                            || field[row][column] <= packed.probability(k - 1, row, column);
                    assertTrue(isOrdered);
                }
            }
        }
    }

    @Test
    void rowsWithoutAnyProbabilityTakeNoRoom() {
        PackedProbabilities dry = PackedProbabilities.of(List.<float[][]>of(new float[ROWS][COLUMNS]));
        assertEquals((ROWS + 1) * Integer.BYTES, dry.octets().length);
    }

    @Test
    void changedOctetsAreNoticedOrHarmless() throws IOException {
        Random random = new Random(4);
        byte[] whole = PackedProbabilities.of(fields(random)).octets();
        for (int i = 0; i < 2000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            PackedProbabilities packed = PackedProbabilities.of(changed, THRESHOLDS, ROWS, COLUMNS);
            try {
                for (float[] row : packed.probabilities(random.nextInt(THRESHOLDS))) {
                    for (float probability : row) {
                        assertTrue(Float.isNaN(probability) || probability >= 0 && probability <= 1);
                    }
                }
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("row"), e::getMessage);
            }
        }
        byte[] cut = Arrays.copyOf(whole, ROWS * Integer.BYTES);
        assertThrows(IOException.class, () -> PackedProbabilities.of(cut, THRESHOLDS, ROWS, COLUMNS));
    }

    private static PackedProbabilities reread(PackedProbabilities packed) throws IOException {
        return PackedProbabilities.of(packed.octets(), THRESHOLDS, ROWS, COLUMNS);
    }

    /** Falling with the threshold; some rows dry, some cells missing. */
    private static List<float[][]> fields(Random random) {
        List<float[][]> fields = new ArrayList<>();
        for (int k = 0; k < THRESHOLDS; k++) {
            fields.add(new float[ROWS][COLUMNS]);
        }
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                float probability = row % 4 == 0 ? 0 : random.nextInt(9) == 0 ? Float.NaN : random.nextFloat();
                for (float[][] field : fields) {
                    field[row][column] = probability;
                    probability *= random.nextFloat();
                }
            }
        }
        return fields;
    }
}
