package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlurTest {

    @Test
    void responseToOneCellHasTheVarianceThatWasAskedFor() {
        for (double deviation : new double[] {0.2, 0.5, 1, 2.3, 6, 12}) {
            int side = 161;
            float[][] point = new float[side][side];
            point[80][80] = 1;
            float[][] spread = new Blur(deviation).apply(point);
            double sum = 0;
            double alongRows = 0;
            double alongColumns = 0;
            for (int r = 0; r < side; r++) {
                for (int c = 0; c < side; c++) {
                    sum += spread[r][c];
                    alongRows += spread[r][c] * (r - 80) * (r - 80);
                    alongColumns += spread[r][c] * (c - 80) * (c - 80);
                }
            }
            assertEquals(1, sum, 1e-4);
            assertEquals(deviation * deviation, alongRows, 1e-3 * deviation * deviation);
            assertEquals(deviation * deviation, alongColumns, 1e-3 * deviation * deviation);
        }
    }

    @Test
    void smoothingIsCloseToAGaussianKernel() {
        Random random = new Random(7);
        float[][] field = new float[50][60];
        for (float[] row : field) {
            for (int c = 0; c < row.length; c++) {
                row[c] = (float) Math.max(0, random.nextGaussian() * 3);
            }
        }
        for (double deviation : new double[] {1, 2.5, 5}) {
            float[][] fast = new Blur(deviation).apply(field);
            float[][] naive = gaussian(field, deviation);
            double worst = 0;
            // Near edges three passes, each of which continues the field, are not one that does.
            int margin = (int) Math.ceil(3 * deviation);
            for (int r = margin; r < field.length - margin; r++) {
                for (int c = margin; c < field[r].length - margin; c++) {
                    worst = Math.max(worst, Math.abs(fast[r][c] - naive[r][c]));
                }
            }
            assertTrue(worst < 0.3 / deviation, deviation + ": " + worst);
        }
    }

    @Test
    void constantFieldStaysConstantToItsEdges() {
        float[][] field = new float[5][9];
        for (float[] row : field) {
            Arrays.fill(row, 2.5f);
        }
        for (float[] row : new Blur(4).apply(field)) {
            for (float value : row) {
                assertEquals(2.5f, value, 1e-5f);
            }
        }
    }

    @Test
    void missingCellsWeighNothingAndFarFromAllIsMissing() {
        float[][] field = new float[1][60];
        Arrays.fill(field[0], Float.NaN);
        field[0][0] = 4;
        field[0][1] = 4;
        float[][] smoothed = new Blur(2).apply(field);
        assertEquals(4, smoothed[0][0], 1e-4f);
        assertEquals(4, smoothed[0][3], 1e-4f);
        assertTrue(Float.isNaN(smoothed[0][40]));
    }

    /** Dry and wet, known and unknown areas, lone cells and constant ones, up to the edges. */
    @Test
    void itAgreesWithPassesOfAMeanOverEachCellsNeighbours() {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            float[][] field = patches(random, 1 + random.nextInt(150), 1 + random.nextInt(150));
            double deviation = random.nextInt(4) == 0 ? random.nextDouble() : 12 * random.nextDouble();
            float[][] fast = new Blur(deviation).apply(field);
            float[][] naive = NaiveBlur.apply(field, deviation);
            for (int r = 0; r < field.length; r++) {
                assertArrayEquals(naive[r], fast[r], 1e-4f, "round %d, row %d".formatted(round, r));
            }
        }
    }

    private static float[][] patches(Random random, int rows, int columns) {
        float[][] field = new float[rows][columns];
        for (int patch = 0; patch < random.nextInt(6); patch++) {
            int top = random.nextInt(rows);
            int left = random.nextInt(columns);
            int bottom = Math.min(rows, top + 1 + random.nextInt(60));
            int right = Math.min(columns, left + 1 + random.nextInt(60));
            int kind = random.nextInt(3);
            for (int r = top; r < bottom; r++) {
                for (int c = left; c < right; c++) {
                    field[r][c] = kind == 0 ? Float.NaN : kind == 1 ? 1 : 20 * random.nextFloat();
                }
            }
        }
        return field;
    }

    private static float[][] gaussian(float[][] field, double deviation) {
        int reach = (int) Math.ceil(5 * deviation);
        float[][] smoothed = new float[field.length][field[0].length];
        for (int r = 0; r < field.length; r++) {
            for (int c = 0; c < field[0].length; c++) {
                double sum = 0;
                double weights = 0;
                for (int dr = -reach; dr <= reach; dr++) {
                    for (int dc = -reach; dc <= reach; dc++) {
                        double weight = Math.exp(-(dr * dr + dc * dc) / (2 * deviation * deviation));
                        int row = Math.max(0, Math.min(field.length - 1, r + dr));
                        int column = Math.max(0, Math.min(field[0].length - 1, c + dc));
                        sum += weight * field[row][column];
                        weights += weight;
                    }
                }
                smoothed[r][c] = (float) (sum / weights);
            }
        }
        return smoothed;
    }
}
