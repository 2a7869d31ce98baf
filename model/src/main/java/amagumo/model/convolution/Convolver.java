package amagumo.model.convolution;

import amagumo.model.threads.Crew;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A sum of convolutions with given kernels: {@code output = sum over i of kernel_i * input_i}, channels last, stride 1,
 * zero padding that keeps the size. May be used by several threads at once, each with a crew of its own. Of native memory it
 * holds at most the kernels, which are the caller's.
 */
public interface Convolver {

    /**
     * Writes the sum.
     *
     * @param inputs {@code [1, rows, columns, inputs of kernel i]}; may be fewer than the kernels, whose others then see 0
     * @param output {@code [1, rows, columns, outputs]}
     */
    void run(List<INDArray> inputs, INDArray output, Crew crew);
}
