package amagumo.model.vector.winograd;

import static amagumo.model.vector.winograd.TileGrid.POINTS;

import amagumo.model.vector.Lanes;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * G g G' for 3 x 3 kernels g, to the 36 points of F(4x4, 3x3) (Lavin and Gray 2016, section 4.2), and the backward pass
 * for their gradients.
 */
final class KernelTransform {

    private static final int SIDE = 3;

    private static final float[][] G = {
        {1 / 4f, 0, 0},
        {-1 / 6f, -1 / 6f, -1 / 6f},
        {-1 / 6f, 1 / 6f, -1 / 6f},
        {1 / 24f, 1 / 12f, 1 / 6f},
        {1 / 24f, -1 / 12f, 1 / 6f},
        {0, 0, 1}
    };

    private KernelTransform() {}

    /**
     * Transforms a kernel.
     *
     * @param kernel {@code [3, 3, inputs, outputs]}
     * @param panels out: rows are inputs, from {@code row} on, columns outputs, from {@code column} on
     */
    static void forward(INDArray kernel, Panels panels, int row, int column) {
        int inputs = (int) kernel.size(2);
        int outputs = (int) kernel.size(3);
        float[] weights = kernel.dup('c').data().asFloat();
        float[][] taps = new float[SIDE * SIDE][outputs];
        float[][] halfway = new float[POINTS * SIDE][outputs];
        float[] point = new float[outputs];
        for (int input = 0; input < inputs; input++) {
            for (int tap = 0; tap < taps.length; tap++) {
                System.arraycopy(weights, (tap * inputs + input) * outputs, taps[tap], 0, outputs);
            }
            for (int p = 0; p < POINTS; p++) {
                for (int x = 0; x < SIDE; x++) {
                    combine(
                            G[p][0],
                            taps[x],
                            G[p][1],
                            taps[SIDE + x],
                            G[p][2],
                            taps[2 * SIDE + x],
                            halfway[p * SIDE + x]);
                }
            }
            for (int p = 0; p < POINTS; p++) {
                for (int q = 0; q < POINTS; q++) {
                    float[] h0 = halfway[p * SIDE];
                    combine(G[q][0], h0, G[q][1], halfway[p * SIDE + 1], G[q][2], halfway[p * SIDE + 2], point);
                    panels.put(p * POINTS + q, row + input, column, point);
                }
            }
        }
    }

    private static void combine(float a, float[] x, float b, float[] y, float c, float[] z, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a * x[i] + b * y[i] + c * z[i];
        }
    }

    /**
     * Adds the gradient of a kernel.
     *
     * @param panels the gradients of its points, rows from {@code row} on are its inputs
     * @param gradient {@code [3, 3, inputs, outputs]}, added to
     */
    static void backward(Panels panels, int row, INDArray gradient) {
        int inputs = (int) gradient.size(2);
        int outputs = (int) gradient.size(3);
        FloatBuffer window = Lanes.window(gradient);
        float[] point = new float[outputs];
        float[][] halfway = new float[SIDE * POINTS][outputs];
        float[] tap = new float[outputs];
        for (int input = 0; input < inputs; input++) {
            for (float[] sum : halfway) {
                Arrays.fill(sum, 0);
            }
            for (int p = 0; p < POINTS; p++) {
                for (int q = 0; q < POINTS; q++) {
                    panels.get(p * POINTS + q, row + input, point);
                    for (int y = 0; y < SIDE; y++) {
                        addTimes(G[p][y], point, halfway[y * POINTS + q]);
                    }
                }
            }
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int at = ((y * SIDE + x) * inputs + input) * outputs;
                    window.get(at, tap, 0, outputs);
                    for (int q = 0; q < POINTS; q++) {
                        addTimes(G[q][x], halfway[y * POINTS + q], tap);
                    }
                    window.put(at, tap, 0, outputs);
                }
            }
        }
    }

    private static void addTimes(float factor, float[] x, float[] sum) {
        if (factor != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * x[i];
            }
        }
    }
}
