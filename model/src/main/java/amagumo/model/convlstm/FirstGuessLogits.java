package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Guess;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The shortcut past the network: to the logits of a field of a lead it adds gain times the logit of its first guess,
 * plus bias. Pixels are first clamped to [{@value #FLOOR}, 1 - {@value #FLOOR}], where their logit is within +-4.6.
 * Keeps an array from call to call, for fields of one size; one instance per thread.
 */
final class FirstGuessLogits implements BufferPool.Closeable {

    static final double FLOOR = 0.01;

    private Optional<INDArray> kept = Optional.empty();

    private INDArray kept(INDArray like) {
        if (kept.isEmpty()) {
            kept = Optional.of(like.ulike());
        }
        return kept.get();
    }

    /**
     * Adds a guess to its logits.
     *
     * @param pixels the guess, {@code [1, rows, columns, channels]}
     * @param index index of the field among those of all leads
     * @param logit out: the logit of the guess, clamped
     * @param logits the logits of the field, added to
     */
    void forward(Guess guess, INDArray pixels, int index, INDArray logit, INDArray logits) {
        logit.assign(pixels);
        Transforms.max(logit, FLOOR, false);
        Transforms.min(logit, 1 - FLOOR, false);
        INDArray spare = kept(logit);
        logit.divi(spare.assign(logit).rsubi(1));
        Transforms.log(logit, false);
        logits.addi(spare.assign(logit)
                .muli(guess.gain().getDouble(index))
                .addi(guess.bias().getDouble(index)));
    }

    /**
     * Adds to the gradients of a field's gain and bias.
     *
     * @param gradient dL/d(logits) of the field, {@code [1, rows, columns, channels]}
     * @param index index of the field among those of all leads
     * @param logit the logit of the guess, as {@link #forward} returned it
     */
    void backward(INDArray gradient, int index, INDArray logit, Guess sums) {
        add(
                sums.gain(),
                index,
                kept(logit).assign(gradient).muli(logit).sumNumber().doubleValue());
        add(sums.bias(), index, gradient.sumNumber().doubleValue());
    }

    /**
     * The gradient of a guess: d logit(x) / dx = 1 / (x (1 - x)) between the clamps, and 0 beyond.
     *
     * @param gradient dL/d(logits) of the field
     * @param index index of the field among those of all leads
     * @param pixels the guess
     * @param pixelGradient out: dL/d(guess)
     */
    static void pixelGradient(Guess guess, INDArray gradient, int index, INDArray pixels, INDArray pixelGradient) {
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
        kept.ifPresent(INDArray::close);
        kept = Optional.empty();
    }
}
