package amagumo.model.train;

import java.io.Serializable;

/**
 * What samples say about the weights: numbers alone, so that those of the parts of a batch can come from anywhere and be
 * added up.
 *
 * @param values the derivative of the loss by each weight, in the network's order, summed over the samples, where a
 *     sample's loss is the sum over its leads and pixels; neither clipped nor with the share of weight decay
 * @param samples how many samples it is the sum of, at least 1
 * @param loss the mean loss of a lead and pixel of these samples, with the penalty of weight decay
 */
public record Gradient(float[] values, int samples, double loss) implements Serializable {

    private static final long serialVersionUID = 1;

    public Gradient {
        if (samples < 1) {
            throw new IllegalArgumentException("a gradient of %d samples".formatted(samples));
        }
    }
}
