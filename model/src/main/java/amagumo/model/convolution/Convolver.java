package amagumo.model.convolution;

import amagumo.model.threads.Crew;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A sum of convolutions with given kernels: {@code output = sum over i of kernel_i * input_i}, channels last, stride 1,
 * zero padding that keeps the size. May be used by several threads at once, each with a crew of its own. The only
 * native memory it holds is at most that of the kernels, which belong to the caller.
 */
public interface Convolver {

    /**
     * Writes the sum.
     *
     * @param inputs {@code [1, rows, columns, inputs of kernel i]}; there may be fewer than kernels, and the remaining
     *     kernels then see 0
     * @param output {@code [1, rows, columns, outputs]}
     */
    void run(List<INDArray> inputs, INDArray output, Crew crew);
}
