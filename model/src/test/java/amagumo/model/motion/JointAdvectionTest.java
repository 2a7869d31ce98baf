package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JointAdvectionTest {

    private static final int ROWS = 47;
    private static final int COLUMNS = 61;

    @Test
    void eachFieldMovesAsItDoesByItself() {
        Random random = new Random(4);
        for (int round = 0; round < 20; round++) {
            List<float[][]> fields = List.of(patchy(random), patchy(random), new float[ROWS][COLUMNS]);
            MotionField motion = MotionField.uniform(
                    ROWS, COLUMNS, (float) random.nextGaussian() * 3, (float) random.nextGaussian() * 3);
            Inflow inflow = round % 2 == 0 ? Inflow.EDGE : Inflow.whereItRained(fields.get(0), 3);
            int steps = random.nextInt(6);
            // Whatever was there before.
            List<float[][]> moved = List.of(patchy(random), patchy(random), patchy(random));
            new JointAdvection(cells(fields), motion, inflow)
                    .by(steps, (row, column) -> (row + column) % 5 != 0, moved);
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                float[][] alone = Advection.advect(fields.get(k), motion, steps, inflow);
                for (int r = 0; r < ROWS; r++) {
                    for (int c = 0; c < COLUMNS; c++) {
                        float expected = (r + c) % 5 == 0 ? Float.NaN : alone[r][c];
                        assertEquals(expected, moved.get(k)[r][c], "field %d, cell %d, %d".formatted(k, r, c));
                        sum += alone[r][c];
                    }
                }
            }
            assertTrue(sum > 0);
        }
    }

    private static CellValues cells(List<float[][]> fields) {
        return (row, column, values) -> {
            boolean some = false;
            for (int k = 0; k < values.length; k++) {
                values[k] = fields.get(k)[row][column];
                some |= values[k] > 0;
            }
            return some;
        };
    }

    /** Mostly 0. */
    private static float[][] patchy(Random random) {
        float[][] field = new float[ROWS][COLUMNS];
        for (int patch = 0; patch < 8; patch++) {
            int top = random.nextInt(ROWS - 8);
            int left = random.nextInt(COLUMNS - 8);
            for (int r = top; r < top + 8; r++) {
                for (int c = left; c < left + 8; c++) {
                    field[r][c] = random.nextFloat();
                }
            }
        }
        return field;
    }
}
