package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpticalFlowTest {

    @Test
    void theMotionOfShowersIsFound() {
        for (float[] motion : new float[][] {{0, 0}, {3, -2}, {-0.4f, 0.3f}, {9, 7}}) {
            MotionField found = MotionField.estimate(showers(160, 200, motion[0], motion[1]));

            double error = 0;
            for (int r = 40; r < 120; r++) {
                for (int c = 50; c < 150; c++) {
                    error += Math.hypot(found.east(r, c) - motion[0], found.south(r, c) - motion[1]);
                }
            }
            assertTrue(error / (80 * 100) < 0.05 * Math.hypot(motion[0], motion[1]) + 0.02, "off by " + error / 8000);
        }
    }

    @Test
    void whereItIsDryTheMotionIsThatOfItsSurroundings() {
        List<float[][]> frames = showers(160, 200, 4, 1);
        for (int t = 0; t < frames.size(); t++) {
            for (int r = 60; r < 100; r++) {
                Arrays.fill(frames.get(t)[r + t], 80 + 4 * t, 120 + 4 * t, 0);
            }
        }

        MotionField found = MotionField.estimate(frames);

        assertEquals(4, found.east(82, 108), 0.4);
        assertEquals(1, found.south(82, 108), 0.1);
    }

    @Test
    void nothingMovesInDryOrMissingFrames() {
        float[][] missing = new float[50][60];
        for (float[] row : missing) {
            Arrays.fill(row, Float.NaN);
        }

        MotionField found = MotionField.estimate(List.of(new float[50][60], missing, new float[50][60]));

        for (float value : found.east()) {
            assertEquals(0, value);
        }
        for (float value : found.south()) {
            assertEquals(0, value);
        }
    }

    @Test
    void gridsOfAnyShapeHaveAFiniteMotion() {
        for (int[] shape : new int[][] {{1, 1}, {1, 40}, {33, 2}, {17, 31}}) {
            List<float[][]> frames = showers(shape[0], shape[1], 1, 1);

            MotionField found = MotionField.estimate(frames);

            assertTrue(Float.isFinite(found.east(shape[0] - 1, shape[1] - 1)));
            assertTrue(Float.isFinite(found.south(0, 0)));
        }
    }

    @Test
    void oneFrameShowsNoMotion() {
        assertThrows(IllegalArgumentException.class, () -> MotionField.estimate(List.<float[][]>of(new float[3][3])));
    }

    /** Five frames of round showers that move and do not change. */
    private static List<float[][]> showers(int rows, int columns, float east, float south) {
        Random random = new Random(7);
        int count = 60;
        double[] y = random.doubles(count, -60, rows + 60).toArray();
        double[] x = random.doubles(count, -60, columns + 60).toArray();
        double[] size = random.doubles(count, 4, 9).toArray();
        List<float[][]> frames = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            float[][] frame = new float[rows][columns];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    double rate = 0;
                    for (int i = 0; i < count; i++) {
                        double dy = r - y[i] - south * t;
                        double dx = c - x[i] - east * t;
                        rate += 10 * Math.exp(-(dy * dy + dx * dx) / (2 * size[i] * size[i]));
                    }
                    frame[r][c] = (float) rate;
                }
            }
            frames.add(frame);
        }
        return frames;
    }
}
