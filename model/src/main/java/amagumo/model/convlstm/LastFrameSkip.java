package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Skip;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The way past the network: lead k's logits get gain_k times the logit of the last input frame, plus bias_k. Pixels are
 * clamped to [{@value #FLOOR}, 1 - {@value #FLOOR}] first, where their logit is within +-4.6.
 */
final class LastFrameSkip {

    static final double FLOOR = 0.01;

    private LastFrameSkip() {}

    /** The logit of a frame's pixels, clamped. */
    static INDArray logit(INDArray frame) {
        INDArray p = Transforms.max(frame, FLOOR, true);
        p = Transforms.min(p, 1 - FLOOR, false);
        return Transforms.log(p.div(p.rsub(1)), false);
    }

    /** Adds the last frame's logit to a lead's logits. */
    static void forward(Skip skip, INDArray logit, int lead, INDArray logits) {
        logits.addi(logit.mul(skip.gain().getDouble(lead)).addi(skip.bias().getDouble(lead)));
    }

    /**
     * Adds the gradients of the gains and biases, and of the last frame.
     *
     * @param gradient dL/d(logits), {@code [leads, rows, columns, channels]}
     * @param frame the last frame, {@code [1, rows, columns, channels]}
     * @param frameGradient dL/d(frame), added to
     */
    static void backward(Skip skip, INDArray gradient, INDArray frame, INDArray frameGradient, Skip sums) {
        INDArray logit = logit(frame);
        // d logit(x) / dx = 1 / (x (1 - x)) between the clamps, where x (1 - x) is at least this much, and 0 beyond.
        INDArray inverse = Transforms.max(frame.mul(frame.rsub(1)), FLOOR * (1 - FLOOR), false);
        INDArray inside = frame.gt(FLOOR).castTo(frame.dataType());
        inside.muli(frame.lt(1 - FLOOR).castTo(frame.dataType()));
        INDArray back = frame.ulike().assign(0);
        for (int lead = 0; lead < gradient.size(0); lead++) {
            INDArray share = gradient.slice(lead).reshape('c', frame.shape());
            add(sums.gain(), lead, share.mul(logit).sumNumber().doubleValue());
            add(sums.bias(), lead, share.sumNumber().doubleValue());
            back.addi(share.mul(skip.gain().getDouble(lead)));
        }
        frameGradient.addi(back.muli(inside).divi(inverse));
    }

    private static void add(INDArray array, int index, double share) {
        array.putScalar(index, array.getDouble(index) + share);
    }
}
