package amagumo.model.gates;

import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gates of floats that take a step of some positions as soon as their pre-activations are there. */
public interface PiecewiseGates extends Gates {

    /** Takes a step of some positions. */
    @FunctionalInterface
    interface Positions {
        /**
         * @param first place of the first position in the grid, row after row
         * @param count how many positions
         * @param preActivations z without bias, {@code [positions][4 * hidden]} from {@code at} on; left as it is
         */
        void step(int first, int count, float[] preActivations, int at);
    }

    /**
     * Computes the new states as {@link #forward(GateParameters, INDArray, INDArray, INDArray, INDArray,
     * amagumo.model.threads.Crew)} does, position by position.
     *
     * @param activations out: the activations i, f, g, o; empty where nobody will ask for them
     * @return may be asked by several threads at once; what it gives is for one thread alone
     */
    Supplier<Positions> forward(
            GateParameters parameters,
            Optional<INDArray> activations,
            INDArray previous,
            INDArray cell,
            INDArray hidden);
}
