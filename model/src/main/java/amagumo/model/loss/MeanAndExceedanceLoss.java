package amagumo.model.loss;

import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss of a field of rain rates and the probabilities that come with it: {@link PoissonLoss} of the first channels,
 * {@link CrossEntropyLoss} of the others. Each of the latter is the conditional probability of reaching a threshold
 * where the next lower one is reached, masked where it is not; the sum of their losses is then the negative
 * log-likelihood of the class between two thresholds in which the rain falls (a continuation-ratio model, Agresti 2010,
 * section 4.2), a proper score.
 */
public final class MeanAndExceedanceLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private final PoissonLoss mean;

    @JsonProperty
    private final int channels;

    /**
     * @param mean the loss of the rain rates
     * @param channels how many channels are rain rates, at least 1
     */
    @JsonCreator
    public MeanAndExceedanceLoss(@JsonProperty("mean") PoissonLoss mean, @JsonProperty("channels") int channels) {
        super(LabelWeights.none());
        if (mean == null || channels < 1) {
            throw new IllegalArgumentException("The loss of %d channels of rain rates is %s".formatted(channels, mean));
        }
        this.mean = mean;
        this.channels = channels;
    }

    @Override
    double loss(int channel, double label, double logit) {
        return channel < channels ? mean.loss(channel, label, logit) : CrossEntropyLoss.at(label, logit);
    }

    @Override
    double slope(int channel, double label, double logit) {
        return channel < channels ? mean.slope(channel, label, logit) : CrossEntropyLoss.slopeAt(label, logit);
    }

    @Override
    void requireChannels(int all) {
        if (all <= channels) {
            throw new IllegalArgumentException(
                    "%d channels leave no probabilities after %d of rain rates".formatted(all, channels));
        }
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof MeanAndExceedanceLoss that
                && mean.equals(that.mean)
                && channels == that.channels;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), mean, channels);
    }

    @Override
    public String toString() {
        return "MeanAndExceedanceLoss(%s on %d channels)".formatted(mean, channels);
    }
}
