package amagumo.model.convolution;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of convolutions and their gradients by the definition, cell by cell in double. */
final class NaiveConvolution {

    /** What is to be done for one weight at one place. */
    private interface Visit {
        void at(int y, int x, int fromY, int fromX, int dy, int dx);
    }

    private NaiveConvolution() {}

    static INDArray forward(List<INDArray> inputs, List<INDArray> kernels) {
        INDArray first = inputs.get(0);
        INDArray output = Nd4j.create(
                DataType.DOUBLE, 1, first.size(1), first.size(2), kernels.get(0).size(3));
        for (int i = 0; i < inputs.size(); i++) {
            INDArray input = inputs.get(i);
            INDArray kernel = kernels.get(i);
            visit(output, kernel, (y, x, fromY, fromX, dy, dx) -> {
                for (int o = 0; o < output.size(3); o++) {
                    double sum = 0;
                    for (int c = 0; c < input.size(3); c++) {
                        sum += input.getDouble(0, fromY, fromX, c) * kernel.getDouble(dy, dx, c, o);
                    }
                    add(output, sum, 0, y, x, o);
                }
            });
        }
        return output;
    }

    static INDArray inputGradient(INDArray kernel, INDArray gradient) {
        INDArray sum = Nd4j.create(DataType.DOUBLE, 1, gradient.size(1), gradient.size(2), kernel.size(2));
        visit(gradient, kernel, (y, x, fromY, fromX, dy, dx) -> {
            for (int c = 0; c < kernel.size(2); c++) {
                for (int o = 0; o < gradient.size(3); o++) {
                    double share = gradient.getDouble(0, y, x, o) * kernel.getDouble(dy, dx, c, o);
                    add(sum, share, 0, fromY, fromX, c);
                }
            }
        });
        return sum;
    }

    static INDArray kernelGradient(INDArray input, INDArray kernel, INDArray gradient) {
        INDArray sum = Nd4j.create(DataType.DOUBLE, kernel.shape());
        visit(gradient, kernel, (y, x, fromY, fromX, dy, dx) -> {
            for (int c = 0; c < kernel.size(2); c++) {
                for (int o = 0; o < gradient.size(3); o++) {
                    double share = gradient.getDouble(0, y, x, o) * input.getDouble(0, fromY, fromX, c);
                    add(sum, share, dy, dx, c, o);
                }
            }
        });
        return sum;
    }

    private static void visit(INDArray frame, INDArray kernel, Visit visit) {
        int side = (int) kernel.size(0);
        for (int y = 0; y < frame.size(1); y++) {
            for (int x = 0; x < frame.size(2); x++) {
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        int fromY = y + dy - side / 2;
                        int fromX = x + dx - side / 2;
                        if (fromY >= 0 && fromY < frame.size(1) && fromX >= 0 && fromX < frame.size(2)) {
                            visit.at(y, x, fromY, fromX, dy, dx);
                        }
                    }
                }
            }
        }
    }

    private static void add(INDArray array, double share, int... at) {
        array.putScalar(at, array.getDouble(at) + share);
    }
}
