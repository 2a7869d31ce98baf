package amagumo.model.loss;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Binary cross-entropy of labels y and logits x, (1 - y) max(x, 0) + y max(-x, 0) + log(1 + exp(-|x|)): the loss of Shi et al. 2015, or
 * its rain-weighted form.
 */
public final class CrossEntropyLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    /** The paper's loss: every pixel counts the same. */
    public CrossEntropyLoss() {
        this(LabelWeights.none());
    }

    /** Pixels are weighted by their label. */
    @JsonCreator
    public CrossEntropyLoss(@JsonProperty("weights") LabelWeights weights) {
        super(weights);
    }

    @Override
    double loss(int channel, double label, double logit) {
        return at(label, logit);
    }

    @Override
    double slope(int channel, double label, double logit) {
        return slopeAt(label, logit);
    }

    static double at(double label, double logit) {
        return Math.log(1 + Math.exp(-Math.abs(logit)))
                + (1 - label) * Math.max(logit, 0)
                + label * Math.max(-logit, 0);
    }

    static double slopeAt(double label, double logit) {
        return sigmoid(logit) - label;
    }
}
