package amagumo.model.convolution;

import amagumo.model.threads.Crew;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolver of floats that can give its sums away while they are in the cache, instead of writing them to an array. */
public interface PiecewiseConvolver extends Convolver {

    /**
     * Gives the sum of every position away, once.
     *
     * @param inputs {@code [1, rows, columns, inputs of kernel i]}; may be fewer than the kernels, whose others then see 0
     * @param sums asked by several threads at once, for each piece anew; what it gives is used by one thread alone
     */
    void run(List<INDArray> inputs, Supplier<Sums> sums, Crew crew);
}
