package amagumo.model.loss;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Weighted squared plus weighted absolute error of the forecast pixel p = sigmoid(x): B-MSE + B-MAE of the HKO-7 benchmark
 * (Shi et al. 2017).
 */
public final class BalancedErrorLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    /** Pixels are weighted by their label. */
    @JsonCreator
    public BalancedErrorLoss(@JsonProperty("weights") LabelWeights weights) {
        super(weights);
    }

    @Override
    double loss(int channel, double label, double logit) {
        double error = Math.abs(sigmoid(logit) - label);
        return error * error + error;
    }

    @Override
    double slope(int channel, double label, double logit) {
        double p = sigmoid(logit);
        double error = p - label;
        return (Math.signum(error) + 2 * error) * p * (1 - p);
    }
}
