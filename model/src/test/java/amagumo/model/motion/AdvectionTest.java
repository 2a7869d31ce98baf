package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdvectionTest {

    private static final float NONE = Float.NaN;

    @Test
    void aUniformMotionShiftsTheField() {
        float[][] field = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};

        float[][] moved = Advection.advect(field, MotionField.uniform(3, 4, 1, -1), 1, Inflow.UNKNOWN);

        assertFieldEquals(new float[][] {{NONE, 5, 6, 7}, {NONE, 9, 10, 11}, {NONE, NONE, NONE, NONE}}, moved, 0);
    }

    @Test
    void negativeStepsGoBackAlongTheMotion() {
        float[][] field = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};

        float[][] moved = Advection.advect(field, MotionField.uniform(3, 4, 0.5f, 0), -2, Inflow.EDGE);

        assertFieldEquals(new float[][] {{2, 3, 4, 4}, {6, 7, 8, 8}, {10, 11, 12, 12}}, moved, 0);
    }

    @Test
    void noStepLeavesTheFieldAsItIs() {
        float[][] field = waves(20, 30, 5);

        assertFieldEquals(field, Advection.advect(field, vortex(20, 30, 4), 0, Inflow.UNKNOWN), 0);
    }

    @Test
    void rainFlowsInFromTheEdge() {
        float[][] moved = Advection.advect(new float[][] {{4, 5, 6}}, MotionField.uniform(1, 3, 2, 0), 4, Inflow.EDGE);

        assertFieldEquals(new float[][] {{4, 4, 4}}, moved, 0);
    }

    @Test
    void smoothedRainFlowsInOnlyWhereItRainedAlongTheEdge() {
        float[][] observed = new float[9][9];
        observed[1][0] = 2;
        observed[4][4] = 2;
        float[][] smoothed = new float[9][9];
        for (float[] row : smoothed) {
            Arrays.fill(row, 0.5f);
        }

        float[][] moved =
                Advection.advect(smoothed, MotionField.uniform(9, 9, 1, 0), 3, Inflow.whereItRained(observed, 2));

        for (int r = 0; r < 9; r++) {
            float inflow = r <= 3 ? 0.5f : 0;
            assertArrayEquals(new float[] {inflow, inflow, inflow, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, moved[r]);
        }
    }

    @Test
    void aMissingCellIsLeftOutOfTheMeanAndMissingWhereItWeighsMost() {
        float[][] field = {{NONE, 2, 6}};

        float[][] moved = Advection.advect(field, MotionField.uniform(1, 3, -0.25f, 0), 1, Inflow.EDGE);

        assertFieldEquals(new float[][] {{NONE, 3, 6}}, moved, 0);
    }

    @Test
    void aQuarterTurnOfAVortexTurnsTheField() {
        int size = 65;
        int steps = 16;
        float[][] field = new float[size][size];
        float[][] turned = new float[size][size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                field[r][c] = (float) Math.exp(-(Math.pow(r - 32, 2) + Math.pow(c - 48, 2)) / 50);
                turned[r][c] = (float) Math.exp(-(Math.pow(r - 48, 2) + Math.pow(c - 32, 2)) / 50);
            }
        }

        float[][] moved = Advection.advect(field, rotation(size, Math.PI / 2 / steps), steps, Inflow.EDGE);

        assertFieldEquals(turned, moved, 0.02f);
    }

    @Test
    void itAgreesWithTrajectoriesFollowedCellByCell() {
        for (int seed = 0; seed < 5; seed++) {
            float[][] field = waves(37, 53, seed);
            for (int spacing : new int[] {1, 3, 4}) {
                MotionField motion = vortex(37, 53, spacing);
                for (int steps : new int[] {1, 7, -4}) {
                    float[][] moved = Advection.advect(field, motion, steps, Inflow.UNKNOWN);
                    // On a coarser lattice offsets are interpolated: exact at spacing 1, close elsewhere.
                    NaiveAdvection.assertClose(field, motion, steps, moved, spacing == 1 ? 1e-4 : 0.1);
                }
            }
        }
    }

    @Test
    void aBoxIsWhatTheWholeIsThere() {
        float[][] field = waves(37, 53, 1);
        MotionField motion = vortex(37, 53, 4);
        CellBox box = new CellBox(30, 2, 7, 51);
        for (Inflow inflow : List.of(Inflow.UNKNOWN, Inflow.EDGE)) {
            float[][] whole = Advection.advect(field, motion, 7, inflow);
            float[][] part = Advection.advect(field, motion, 7, inflow, box);
            for (int r = 0; r < box.rows(); r++) {
                assertArrayEquals(Arrays.copyOfRange(whole[30 + r], 2, 53), part[r]);
            }
        }
    }

    @Test
    void aFieldOfAnotherGridIsRefused() {
        MotionField motion = MotionField.uniform(3, 4, 0, 0);

        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> Advection.advect(new float[4][3], motion, 1, Inflow.EDGE));
        assertEquals("a field of 4 x 3 cells and a motion of 3 x 4", refusal.getMessage());
    }

    private static MotionField rotation(int size, double angle) {
        float[] east = new float[size * size];
        float[] south = new float[size * size];
        for (int i = 0; i < east.length; i++) {
            double y = i / size - (size - 1) / 2.0;
            double x = i % size - (size - 1) / 2.0;
            east[i] = (float) (-angle * y);
            south[i] = (float) (angle * x);
        }
        return new MotionField(size, size, 1, east, south);
    }

    private static MotionField vortex(int rows, int columns, int spacing) {
        int across = (columns + spacing - 1) / spacing;
        int down = (rows + spacing - 1) / spacing;
        float[] east = new float[down * across];
        float[] south = new float[down * across];
        for (int i = 0; i < east.length; i++) {
            double y = (double) (i / across) / down - 0.5;
            double x = (double) (i % across) / across - 0.5;
            east[i] = (float) (Math.sin(2 * y) + 1);
            south[i] = (float) (Math.cos(3 * x) - 1.5);
        }
        return new MotionField(rows, columns, spacing, east, south);
    }

    /** A smooth field: its slope, which turns errors of position into errors of value, stays below 1 a cell. */
    private static float[][] waves(int rows, int columns, int seed) {
        Random random = new Random(seed);
        double phase = random.nextDouble();
        float[][] field = new float[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                field[r][c] = (float) (3 + Math.sin(r / 3.0 + phase) + Math.cos(c / 4.0 - phase));
            }
        }
        return field;
    }

    private static void assertFieldEquals(float[][] expected, float[][] actual, float delta) {
        assertTrue(expected.length == actual.length);
        for (int r = 0; r < expected.length; r++) {
            assertArrayEquals(expected[r], actual[r], delta);
        }
    }
}
