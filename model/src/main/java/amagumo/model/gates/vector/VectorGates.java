package amagumo.model.gates.vector;

import amagumo.model.gates.GateParameters;
import amagumo.model.gates.Gates;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gates in one pass over the native memory of float arrays, for hidden sizes that are multiples of {@link #lanes()}.
 * The memory is addressed only while the arrays are held here.
 */
public final class VectorGates implements Gates {

    @Override
    public int lanes() {
        return NativeFloats.SPECIES.length();
    }

    @Override
    public void forward(
            GateParameters parameters,
            Optional<INDArray> more,
            INDArray gates,
            INDArray previous,
            INDArray cell,
            INDArray hidden) {
        int row = Float.BYTES * parameters.hidden();
        ForwardPass pass = new ForwardPass(
                row,
                parameters.perPosition() ? row : 0,
                NativeFloats.of(parameters.bias()),
                NativeFloats.of(parameters.wci()),
                NativeFloats.of(parameters.wcf()),
                NativeFloats.of(parameters.wco()),
                NativeFloats.of(gates),
                NativeFloats.of(previous),
                NativeFloats.of(cell),
                NativeFloats.of(hidden));
        Optional<ByteBuffer> added = more.map(NativeFloats::of);
        int positions = positions(parameters, cell);
        for (int position = 0; position < positions; position++) {
            if (added.isPresent()) {
                pass.addTo(position, added.get());
            }
            pass.position(position);
        }
        Reference.reachabilityFence(new Object[] {parameters, more, gates, previous, cell, hidden});
    }

    @Override
    public void replay(INDArray gates, INDArray previous, INDArray cell, INDArray hidden) {
        int units = (int) cell.size(3);
        ReplayPass pass = new ReplayPass(
                Float.BYTES * units,
                NativeFloats.of(gates),
                NativeFloats.of(previous),
                NativeFloats.of(cell),
                NativeFloats.of(hidden));
        int positions = (int) (cell.length() / units);
        for (int position = 0; position < positions; position++) {
            pass.position(position);
        }
        Reference.reachabilityFence(new Object[] {gates, previous, cell, hidden});
    }

    @Override
    public void backward(
            GateParameters parameters,
            INDArray gates,
            INDArray previous,
            INDArray cell,
            INDArray hiddenGradient,
            INDArray cellGradient,
            GateParameters gradient) {
        int row = Float.BYTES * parameters.hidden();
        int peepholes = (int) parameters.wci().length();
        BackwardPass pass = new BackwardPass(
                row,
                parameters.perPosition() ? row : 0,
                NativeFloats.of(parameters.wci()),
                NativeFloats.of(parameters.wcf()),
                NativeFloats.of(parameters.wco()),
                NativeFloats.of(gates),
                NativeFloats.of(previous),
                NativeFloats.of(cell),
                NativeFloats.of(hiddenGradient),
                NativeFloats.of(cellGradient),
                new float[4 * parameters.hidden()],
                new float[peepholes],
                new float[peepholes],
                new float[peepholes]);
        int positions = positions(parameters, cell);
        for (int position = 0; position < positions; position++) {
            pass.position(position);
        }
        NativeFloats.add(pass.biasSums(), NativeFloats.of(gradient.bias()));
        NativeFloats.add(pass.wciSums(), NativeFloats.of(gradient.wci()));
        NativeFloats.add(pass.wcfSums(), NativeFloats.of(gradient.wcf()));
        NativeFloats.add(pass.wcoSums(), NativeFloats.of(gradient.wco()));
        Reference.reachabilityFence(
                new Object[] {parameters, gates, previous, cell, hiddenGradient, cellGradient, gradient});
    }

    private static int positions(GateParameters parameters, INDArray state) {
        return (int) (state.length() / parameters.hidden());
    }
}
