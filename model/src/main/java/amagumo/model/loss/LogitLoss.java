package amagumo.model.loss;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A loss computed from the logits themselves, so that neither it nor its gradient is clipped, however certain the
 * network is. For output layers with sigmoid activation. Labels are in [0, 1]; where the mask is 0 a label may be
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

    /** How much a pixel counts, depending on its label. */
    public LabelWeights getWeights() {
        return weights;
    }

    /**
     * The loss of one element, unweighted.
     *
     * @param channel its index among the channels of the output
     */
    abstract double loss(int channel, double label, double logit);

    /** The derivative of {@link #loss} with respect to the logit. */
    abstract double slope(int channel, double label, double logit);

    /**
     * Turns logits into the derivatives of their loss, each multiplied by its mask.
     *
     * @param channel the first of the channels that the logits belong to; a loss treats all channels of a field alike
     * @param labels as many as logits; may be anything where the mask is 0
     * @param mask likewise, 0 or above
     * @param logits in: logits; out: derivatives
     * @return the sum of the losses, each multiplied by its mask
     */
    public final double descend(int channel, float[] labels, float[] mask, float[] logits) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            if (mask[i] == 0) {
                logits[i] = 0;
                continue;
            }
            double counts = mask[i] * weights.of(labels[i]);
            sum += counts * loss(channel, labels[i], logits[i]);
            logits[i] = (float) (counts * slope(channel, labels[i], logits[i]));
        }
        return sum;
    }

    @Override
    public final double computeScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        double sum = 0; // of floats it would be off by parts in ten thousand
        for (double element : elements(labels, preOutput, activationFn, mask, true)) {
            sum += element;
        }
        return average ? sum / preOutput.size(0) : sum;
    }

    @Override
    public final INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        return like(preOutput, elements(labels, preOutput, activationFn, mask, true))
                .sum(true, 1);
    }

    @Override
    public final INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        return like(preOutput, elements(labels, preOutput, activationFn, mask, false));
    }

    private static INDArray like(INDArray array, double[] elements) {
        return Nd4j.createFromArray(elements).reshape('c', array.shape()).castTo(array.dataType());
    }

    @Override
    public final Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activationFn, mask, average),
                computeGradient(labels, preOutput, activationFn, mask));
    }

    /** The loss of each element, or its derivative, times its mask. */
    private double[] elements(INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean value) {
        if (!(activation instanceof ActivationSigmoid)) {
            throw new IllegalArgumentException(
                    "The output layer of a network trained on " + name() + " has a sigmoid, not " + activation + ".");
        }
        if (!labels.equalShapes(logits) || mask != null && !mask.equalShapes(logits)) {
            throw new IllegalArgumentException("Labels, mask and output differ in shape.");
        }
        int channels = (int) logits.size(1);
        requireChannels(channels);
        double[] x = logits.dup('c').data().asDouble();
        double[] y = labels.dup('c').data().asDouble();
        double[] counts = mask == null ? new double[0] : mask.dup('c').data().asDouble();
        for (int i = 0; i < x.length; i++) {
            double count = mask == null ? 1 : counts[i];
            int channel = i % channels;
            x[i] = count == 0
                    ? 0
                    : count * weights.of(y[i]) * (value ? loss(channel, y[i], x[i]) : slope(channel, y[i], x[i]));
        }
        return x;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** Throws {@link IllegalArgumentException} if the loss makes no sense for this many output channels. */
    void requireChannels(int channels) {
        // It makes sense for any number.
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
