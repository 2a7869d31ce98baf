package amagumo.model.vector.winograd;

import amagumo.model.threads.Scratch;

/** What one thread needs for Winograd convolutions and their gradients. */
final class WinogradMemory implements Scratch.Memory {

    final InputTransform input = new InputTransform();
    final OutputTransform output = new OutputTransform();
    final GradientTransform gradient = new GradientTransform();
    final Panels inputPoints = new Panels();
    final Panels outputPoints = new Panels();
    final Panels turnedInputPoints = new Panels();
    final Panels gradientPoints = new Panels();
    final Panels kernelPoints = new Panels();
    private float[] row = new float[0];

    /** At least this many floats, for a row of a map. */
    float[] row(int length) {
        row = row.length < length ? new float[length] : row;
        return row;
    }

    @Override
    public void close() {
        // It is on the heap.
    }
}
