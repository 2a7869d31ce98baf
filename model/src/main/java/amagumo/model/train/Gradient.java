package amagumo.model.train;

import java.io.Serializable;

/**
 * The gradient from some samples as plain numbers, so that the gradients of parts of a batch can come from anywhere and
 * be added up.
 *
 * @param values the derivative of the loss with respect to each weight, in the network's order, summed over the
 *     samples, where a sample's loss is the sum over its leads and pixels; neither clipped nor including weight decay
 * @param samples the number of samples in the sum, at least 1
 * @param loss the mean loss per lead and pixel of these samples, with the penalty for weight decay
 */
public record Gradient(float[] values, int samples, double loss) implements Serializable {

    private static final long serialVersionUID = 1;

    public Gradient {
        if (samples < 1) {
            throw new IllegalArgumentException("a gradient of %d samples".formatted(samples));
        }
    }
}
