package amagumo.model.loss;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss of a field of rain rates and of probabilities beside it: {@link PoissonLoss} of the first channels, {@link
 * CrossEntropyLoss} of the others. These are each the conditional probability of reaching a threshold where the next lower
 * one is reached, and masked where it is not; their sum is then the negative log-likelihood of the class between two
 * thresholds in which the rain falls (a continuation-ratio model, Agresti 2010, section 4.2), a proper score.
 */
public final class MeanAndExceedanceLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    private static final CrossEntropyLoss CROSS_ENTROPY = new CrossEntropyLoss();

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
    INDArray losses(INDArray labels, INDArray logits) {
        return joined(labels, logits, mean::losses, CROSS_ENTROPY::losses);
    }

    @Override
    INDArray slopes(INDArray labels, INDArray logits) {
        return joined(labels, logits, mean::slopes, CROSS_ENTROPY::slopes);
    }

    /**
     * Of the probabilities most cells are masked, for strong rain falls in few, and arrays of them all, one an operation, would
     * be most of a training's work: in float only what counts is computed.
     */
    @Override
    INDArray masked(INDArray labels, INDArray logits, INDArray mask, boolean value) {
        if (logits.dataType() != DataType.FLOAT) {
            return super.masked(labels, logits, mask, value);
        }
        int columns = (int) logits.size(1);
        requireProbabilities(columns);
        INDArray x = logits.dup('c');
        INDArray y = labels.dup('c');
        INDArray weights = mask.dup('c');
        FloatBuffer at = x.data().asNioFloat();
        FloatBuffer truth = y.data().asNioFloat();
        FloatBuffer weight = weights.data().asNioFloat();
        IntStream.range(0, (int) logits.size(0)).parallel().forEach(row -> {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                float counts = weight.get(i);
                at.put(i, counts == 0 ? 0 : (float) (counts * element(column, truth.get(i), at.get(i), value)));
            }
        });
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(weights);
        y.close();
        weights.close();
        return x;
    }

    private double element(int column, double label, double logit, boolean value) {
        if (column < channels) {
            return value ? mean.lossAt(label, logit) : mean.slopeAt(label, logit);
        }
        return value
                ? Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - logit * label
                : 1 / (1 + Math.exp(-logit)) - label;
    }

    private void requireProbabilities(long columns) {
        if (columns <= channels) {
            throw new IllegalArgumentException(
                    "%d channels hold no probabilities behind %d of rain rates".formatted(columns, channels));
        }
    }

    private INDArray joined(
            INDArray labels,
            INDArray logits,
            BiFunction<INDArray, INDArray, INDArray> ofRates,
            BiFunction<INDArray, INDArray, INDArray> ofProbabilities) {
        long all = logits.size(1);
        requireProbabilities(all);
        INDArray joined = logits.ulike();
        part(joined, 0, channels).assign(ofRates.apply(part(labels, 0, channels), part(logits, 0, channels)));
        part(joined, channels, all)
                .assign(ofProbabilities.apply(part(labels, channels, all), part(logits, channels, all)));
        return joined;
    }

    private static INDArray part(INDArray array, long from, long to) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
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
