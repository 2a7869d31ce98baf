package amagumo.model.convlstm;

import amagumo.model.convlstm.ParameterTable.Entry;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a network that goes on from what a narrower one has learnt: one of the same layers with fewer fields and
 * fewer channels in an observed frame. It forecasts the narrower one's fields exactly as that does, for the new channels
 * weigh nothing yet; its other fields are as they were.
 */
public final class Widened {

    private Widened() {}

    /**
     * Makes sure that a network can take over what a narrower one, or one of its own shape, has learnt.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static void requireFit(EncoderForecasterConfig narrow, EncoderForecasterConfig wide) {
        int channels = wide.inputChannels() - narrow.inputChannels();
        if (wide.fields() < narrow.fields()
                || channels < 0
                || !narrow.withFields(wide.fields(), channels).equals(wide)) {
            throw new IllegalArgumentException(
                    "the model's network is %s, that of the training %s".formatted(narrow, wide));
        }
    }

    /**
     * The weights of the wider network.
     *
     * @param learnt all weights of the narrower network
     * @param initial all weights of the wider network, of which those of its other fields are kept
     * @throws IllegalArgumentException if they do not {@link #requireFit fit}
     */
    public static float[] weights(
            EncoderForecasterConfig narrow, float[] learnt, EncoderForecasterConfig wide, float[] initial) {
        requireFit(narrow, wide);
        float[] weights = initial.clone();
        List<Entry> entries = ParameterTable.of(narrow);
        List<Entry> widened = ParameterTable.of(wide);
        int from = 0;
        int to = 0;
        for (int k = 0; k < entries.size(); k++) {
            Entry before = entries.get(k);
            Entry entry = widened.get(k);
            copy(learnt, from, before, weights, to, entry, repetitions(entry, wide));
            from += Math.toIntExact(before.length());
            to += Math.toIntExact(entry.length());
        }
        return weights;
    }

    /** How often the axis along which a parameter may grow comes in it: per kernel position, per lead, or once. */
    private static int repetitions(Entry entry, EncoderForecasterConfig wide) {
        return switch (entry.name()) {
            case ParameterTable.GUESS_GAIN, ParameterTable.GUESS_BIAS -> wide.leads();
            default -> entry.shape().length == 4 ? Math.toIntExact(entry.shape()[0] * entry.shape()[1]) : 1;
        };
    }

    private static void copy(
            float[] learnt, int from, Entry before, float[] weights, int to, Entry entry, int repetitions) {
        int narrow = Math.toIntExact(before.length()) / repetitions;
        int wide = Math.toIntExact(entry.length()) / repetitions;
        for (int k = 0; k < repetitions; k++) {
            System.arraycopy(learnt, from + k * narrow, weights, to + k * wide, narrow);
            if (entry.shape().length == 4) {
                Arrays.fill(weights, to + k * wide + narrow, to + (k + 1) * wide, 0);
            }
        }
    }
}
