package amagumo.model.loss;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ReplaceNans;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A loss that is computed from the logits themselves, so that neither it nor its gradient is clipped however sure the
 * network is. For output layers whose activation is the sigmoid. Labels are in [0, 1]; where the mask is 0 a label may be
 * anything, NaN too. The loss is the sum over all unmasked elements.
 */
public abstract sealed class LogitLoss implements ILossFunction
        permits CrossEntropyLoss, BalancedErrorLoss, PoissonLoss, MeanAndExceedanceLoss {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private final LabelWeights weights;

    LogitLoss(LabelWeights weights) {
        this.weights = weights;
    }

    /** How much a pixel counts by its label. */
    public LabelWeights getWeights() {
        return weights;
    }

    /** The loss of each element, unweighted; a new array. */
    abstract INDArray losses(INDArray labels, INDArray logits);

    /** The loss's derivative by each logit, unweighted; a new array. */
    abstract INDArray slopes(INDArray labels, INDArray logits);

    @Override
    public final double computeScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        double sum = elements(labels, preOutput, activationFn, mask, true)
                .sumNumber()
                .doubleValue();
        return average ? sum / preOutput.size(0) : sum;
    }

    @Override
    public final INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        return elements(labels, preOutput, activationFn, mask, true).sum(true, 1);
    }

    @Override
    public final INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        return elements(labels, preOutput, activationFn, mask, false);
    }

    @Override
    public final Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activationFn, mask, average),
                computeGradient(labels, preOutput, activationFn, mask));
    }

    private INDArray elements(INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean value) {
        if (!(activation instanceof ActivationSigmoid)) {
            throw new IllegalArgumentException(
                    "The output layer of a network trained on " + name() + " has a sigmoid, not " + activation + ".");
        }
        if (!labels.equalShapes(logits) || mask != null && !mask.equalShapes(logits)) {
            throw new IllegalArgumentException("Labels, mask and output differ in shape.");
        }
        INDArray targets = labels.castTo(logits.dataType());
        return mask == null
                ? weighted(targets, logits, value)
                : masked(targets, logits, mask.castTo(logits.dataType()), value);
    }

    /** The loss of each element, or its slope, times its mask; all of one type. */
    INDArray masked(INDArray labels, INDArray logits, INDArray mask, boolean value) {
        return weighted(known(labels, mask), logits, value).muli(mask);
    }

    private INDArray weighted(INDArray labels, INDArray logits, boolean value) {
        INDArray elements = value ? losses(labels, logits) : slopes(labels, logits);
        weights.apply(labels, elements);
        return elements;
    }

    /** The labels, 0 where the mask is 0; a product alone would not do, for NaN or infinity times 0 is NaN. */
    private static INDArray known(INDArray labels, INDArray mask) {
        INDArray product = labels.mul(mask.neq(0).castTo(labels.dataType()));
        return Nd4j.getExecutioner().exec(new ReplaceNans(product, 0));
    }

    @Override
    public boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && weights.equals(((LogitLoss) other).weights);
    }

    @Override
    public int hashCode() {
        return 31 * getClass().hashCode() + weights.hashCode();
    }

    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return name() + "(" + weights + ")";
    }
}
