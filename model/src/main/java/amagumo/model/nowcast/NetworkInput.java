package amagumo.model.nowcast;

import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.LocalShares;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.Conditions;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is shown of a window: the observed frames in its reference frame and, if it starts from one, the first
 * guess of each lead.
 *
 * @param frame the reference frame, for bringing the forecast back
 * @param guess the first guess; empty if the network starts from nothing
 * @param pixels {@code [row][column]} from 0 to 1, missing ones 0; observed frames oldest first, then the guess of each
 *     lead: one field whose pixels stand for their rate plus that of pixel 0, followed, if leads have more fields, by
 *     the {@link ConditionalExceedance} of the thresholds; each is computed when asked for, and those of the thresholds are valid until
 *     one of another lead is asked for
 * @param conditions what the network is told besides the observed frames, {@link Conditions#COUNT} numbers or none
 */
public record NetworkInput(
        MovingFrame frame, Optional<FirstGuess> guess, List<float[][]> pixels, List<Float> conditions) {

    /**
     * @param kind the coordinates in which the network sees the rain
     * @param inputs the observed frames {@code [row][column]} in mm/h at the network's resolution, oldest first, NaN
     *     missing
     * @param stepMinutes time between them
     * @param pixelKm side of a pixel
     */
    public static NetworkInput of(
            EncoderForecasterConfig network,
            ReferenceFrame kind,
            PixelMap map,
            List<float[][]> inputs,
            int stepMinutes,
            double pixelKm) {
        MovingFrame frame = MovingFrame.of(kind, inputs);
        Optional<FirstGuess> guess =
                network.firstGuess() ? Optional.of(FirstGuess.of(inputs, frame)) : Optional.empty();
        boolean told = network.inputChannels() > network.outputChannels();
        List<Float> conditions = told
                ? new Conditions(
                                stepMinutes,
                                pixelKm,
                                guess.map(FirstGuess::spread).orElse(1.0))
                        .values()
                : List.of();
        return new NetworkInput(frame, guess, new Pixels(network, frame, guess, map, inputs), conditions);
    }

    /** The frames, each computed when asked for; the conditional probabilities of one lead are kept at a time. */
    private static final class Pixels extends AbstractList<float[][]> {

        private final EncoderForecasterConfig network;
        private final MovingFrame frame;
        private final Optional<FirstGuess> guess;
        private final PixelMap map;
        private final List<float[][]> inputs;
        private Optional<LocalShares> shares = Optional.empty();
        private List<float[][]> kept = List.of();
        private int keptLead;

        Pixels(
                EncoderForecasterConfig network,
                MovingFrame frame,
                Optional<FirstGuess> guess,
                PixelMap map,
                List<float[][]> inputs) {
            this.network = network;
            this.frame = frame;
            this.guess = guess;
            this.map = map;
            this.inputs = inputs;
        }

        @Override
        public int size() {
            return network.framesGiven();
        }

        @Override
        public float[][] get(int t) {
            int behind = t - inputs.size();
            if (behind < 0) {
                return pixels(frame.enter(inputs.get(t), behind + 1), 0, map);
            }
            int lead = behind / network.fields() + 1;
            int field = behind % network.fields();
            FirstGuess first = guess.orElseThrow();
            if (field == 0) {
                float[][] rates = first.field(lead);
                toPixels(rates, map.dryRateMmH(), map, rates);
                return rates;
            }
            if (lead != keptLead) {
                LocalShares all = shares.orElseGet(() -> first.exceedance(Exceedance.THRESHOLDS_MM_H));
                shares = Optional.of(all);
                kept = ConditionalExceedance.divide(all.of(lead));
                keptLead = lead;
            }
            return kept.get(field - 1);
        }
    }

    /**
     * Rain rates in mm/h as pixels, missing ones as 0.
     *
     * @param shiftMmH what is added to each rate
     */
    public static float[][] pixels(float[][] rates, float shiftMmH, PixelMap map) {
        float[][] pixels = new float[rates.length][rates[0].length];
        toPixels(rates, shiftMmH, map, pixels);
        return pixels;
    }

    private static void toPixels(float[][] rates, float shiftMmH, PixelMap map, float[][] pixels) {
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = rates[r][c] + shiftMmH;
            }
            map.pixels(pixels[r], pixels[r]);
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = Float.isNaN(pixels[r][c]) ? 0 : pixels[r][c];
            }
        });
    }
}
