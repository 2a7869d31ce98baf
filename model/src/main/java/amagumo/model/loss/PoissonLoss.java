package amagumo.model.loss;

import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Half the Poisson deviance of rain rates: m - t + t ln(t / m), with m the forecast and t the true rain rate, both plus
 * the rate of pixel 0. The best forecast of an uncertain rate under this loss is its mean in mm/h, while errors in
 * light rain still count (a squared error would see only heavy rain, an error of pixels would forecast a mean of
 * reflectivity). McCullagh and Nelder 1989, section 2.3.
 *
 * <p>Pixels are linear in the logarithm of the rain rate: {@code ln(rate) = offset + slope * pixel}. The mean is that
 * of the rate plus the rate of pixel 0, which the output mapping subtracts again.
 */
public final class PoissonLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private final double offset;

    @JsonProperty
    private final double slope;

    @JsonProperty
    private final double ceilingMmH;

    /**
     * @param offset logarithm of the rain rate (mm/h) of pixel 0
     * @param slope change of the logarithm of the rain rate per pixel value, positive
     * @param ceilingMmH a true rain rate above this counts as this: otherwise single cells of hail would dominate a
     *     batch
     */
    @JsonCreator
    public PoissonLoss(
            @JsonProperty("offset") double offset,
            @JsonProperty("slope") double slope,
            @JsonProperty("ceilingMmH") double ceilingMmH) {
        super(LabelWeights.none());
        if (!Double.isFinite(offset) || !(slope > 0) || !Double.isFinite(slope) || !(ceilingMmH > 0)) {
            throw new IllegalArgumentException("ln(rate) = %s + %s * pixel, up to %s mm/h, is not a map of rain"
                    .formatted(offset, slope, ceilingMmH));
        }
        this.offset = offset;
        this.slope = slope;
        this.ceilingMmH = ceilingMmH;
    }

    @Override
    double loss(int channel, double label, double logit) {
        double logForecast = offset + slope * sigmoid(logit);
        double truth = shiftedTruth(label);
        return truth * (Math.log(truth) - logForecast - 1) + Math.exp(logForecast);
    }

    @Override
    double slope(int channel, double label, double logit) {
        double pixel = sigmoid(logit);
        double error = Math.exp(offset + slope * pixel) - shiftedTruth(label);
        return error * slope * pixel * (1 - pixel);
    }

    /** The true rain rate, 0 for pixel 0, plus the rate of pixel 0. */
    private double shiftedTruth(double label) {
        double rate = label <= 0 ? 0 : Math.exp(offset + slope * label);
        return Math.min(rate, ceilingMmH) + Math.exp(offset);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof PoissonLoss that
                && offset == that.offset
                && slope == that.slope
                && ceilingMmH == that.ceilingMmH;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), offset, slope, ceilingMmH);
    }

    @Override
    public String toString() {
        return "PoissonLoss(ln(rate) = %s + %s * pixel, up to %s mm/h)".formatted(offset, slope, ceilingMmH);
    }
}
