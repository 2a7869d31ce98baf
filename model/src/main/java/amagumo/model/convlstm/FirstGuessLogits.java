package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Guess;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The way past the network: the logits of a field of a lead get gain times the logit of its first guess, plus bias. Pixels
 * are clamped to [{@value #FLOOR}, 1 - {@value #FLOOR}] first, where their logit is within +-4.6. Keeps two arrays from
 * call to call; one instance a thread.
 */
final class FirstGuessLogits implements BufferPool.Closeable {

    static final double FLOOR = 0.01;

    private final List<INDArray> kept = new ArrayList<>();

    /** The logit of a guess's pixels, clamped, until the next call. */
    private INDArray logit(INDArray guess) {
        INDArray odds = kept(guess, 0).assign(guess);
        Transforms.max(odds, FLOOR, false);
        Transforms.min(odds, 1 - FLOOR, false);
        INDArray rest = kept(guess, 1).assign(odds).rsubi(1);
        return Transforms.log(odds.divi(rest), false);
    }

    private INDArray kept(INDArray like, int index) {
        if (!kept.isEmpty() && !kept.get(0).equalShapes(like)) {
            close();
        }
        while (kept.size() <= index) {
            kept.add(Nd4j.createUninitialized(like.dataType(), like.shape(), 'c'));
        }
        return kept.get(index);
    }

    /**
     * Adds a guess to its logits.
     *
     * @param index of the field among those of all leads
     * @param pixels the guess, {@code [1, rows, columns, channels]}
     */
    void forward(Guess guess, INDArray pixels, int index, INDArray logits) {
        logits.addi(logit(pixels)
                .muli(guess.gain().getDouble(index))
                .addi(guess.bias().getDouble(index)));
    }

    /**
     * Adds to the gradients of a field's gain and bias.
     *
     * @param gradient dL/d(logits) of the field, {@code [1, rows, columns, channels]}
     * @param index of the field among those of all leads
     * @param pixels the guess, likewise
     * @param pixelGradient out: dL/d(guess)
     */
    void backward(Guess guess, INDArray gradient, int index, INDArray pixels, INDArray pixelGradient, Guess sums) {
        add(sums.gain(), index, gradient.mul(logit(pixels)).sumNumber().doubleValue());
        add(sums.bias(), index, gradient.sumNumber().doubleValue());
        // d logit(x) / dx = 1 / (x (1 - x)) between the clamps, where x (1 - x) is at least this much, and 0 beyond.
        INDArray inverse = Transforms.max(pixels.mul(pixels.rsub(1)), FLOOR * (1 - FLOOR), false);
        INDArray inside = pixels.gt(FLOOR).castTo(pixels.dataType());
        inside.muli(pixels.lt(1 - FLOOR).castTo(pixels.dataType()));
        pixelGradient.assign(
                gradient.mul(guess.gain().getDouble(index)).muli(inside).divi(inverse));
    }

    private static void add(INDArray array, int index, double share) {
        array.putScalar(index, array.getDouble(index) + share);
    }

    @Override
    public void close() {
        kept.forEach(INDArray::close);
        kept.clear();
    }
}
