package amagumo.model.loss;

import java.util.Arrays;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How much a pixel's error counts, depending on its label: 1 below the first threshold, then {@code weights[k]} from
 * {@code thresholds[k]} on. Thresholds are in the units of the labels and increase. Without thresholds every pixel
 * weighs 1.
 */
public final class LabelWeights implements java.io.Serializable {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private final double[] thresholds;

    @JsonProperty
    private final double[] weights;

    /** Throws {@link IllegalArgumentException} if the thresholds do not increase or a weight is not positive. */
    @JsonCreator
    public LabelWeights(@JsonProperty("thresholds") double[] thresholds, @JsonProperty("weights") double[] weights) {
        this.thresholds = thresholds.clone();
        this.weights = weights.clone();
        if (thresholds.length != weights.length) {
            throw new IllegalArgumentException("As many weights as thresholds are needed: "
                    + Arrays.toString(thresholds) + ", " + Arrays.toString(weights));
        }
        for (int k = 0; k < thresholds.length; k++) {
            boolean increases = k == 0 ? Double.isFinite(thresholds[0]) : thresholds[k] > thresholds[k - 1];
            if (!increases || !(weights[k] > 0) || !Double.isFinite(weights[k])) {
                throw new IllegalArgumentException("Thresholds increase and weights are positive, unlike "
                        + Arrays.toString(thresholds) + ", " + Arrays.toString(weights));
            }
        }
    }

    /** Every pixel weighs 1. */
    public static LabelWeights none() {
        return new LabelWeights(new double[0], new double[0]);
    }

    /** The weight of a label. */
    double of(double label) {
        double weight = 1;
        for (int k = 0; k < thresholds.length && label >= thresholds[k]; k++) {
            weight = weights[k];
        }
        return weight;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelWeights that
                && Arrays.equals(thresholds, that.thresholds)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(thresholds) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "weights " + Arrays.toString(weights) + " from " + Arrays.toString(thresholds);
    }
}
