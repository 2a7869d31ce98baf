package amagumo.model.train;

import amagumo.model.nowcast.NetworkInput;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PatchTensor;
import amagumo.model.pixel.PixelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The samples of one step as pixels in patches. Missing inputs are 0; missing targets are 0 and so is their mask, which is
 * the sample's weight elsewhere.
 *
 * @param inputs of a sample what {@link NetworkInput} says
 * @param targets {@link Nowcast#LEADS} frames a sample: rain rates and, where probabilities are learnt, {@link
 *     ExceedanceTargets}
 * @param mask like the targets
 */
public record Batch(PatchTensor inputs, PatchTensor targets, PatchTensor mask) {

    private static final double LEAST_MEAN_MM_H = 0.2;

    /** A field that is learnt and how much each of its cells counts. */
    record Target(float[][] pixels, float[][] weights) {}

    /** Room for a batch. */
    static Batch of(TrainingConfig config) {
        int crop = config.crop();
        int patch = config.patch();
        int in = config.network().inputChannels();
        int out = config.network().leadChannels();
        return new Batch(
                new PatchTensor(config.batch(), in, config.network().framesGiven(), crop, crop, patch),
                new PatchTensor(config.batch(), out, Nowcast.LEADS, crop, crop, patch),
                new PatchTensor(config.batch(), out, Nowcast.LEADS, crop, crop, patch));
    }

    /**
     * Puts a sample into its place.
     *
     * @param window {@code [frame][row][column]} in mm/h at the network's resolution, NaN missing
     * @param stepMinutes time between its frames
     * @param cellKm side of a radar cell
     */
    void set(
            int place,
            float[][][] window,
            int stepMinutes,
            double cellKm,
            Augmentation augmentation,
            TrainingConfig config) {
        float[][][] frames = augmentation.scaled(window);
        List<float[][]> observed = Arrays.asList(frames).subList(0, NowcastInput.FRAMES);
        NetworkInput input = NetworkInput.of(
                config.network(),
                config.frame(),
                config.pixelMap(),
                observed,
                stepMinutes,
                cellKm * config.poolFactor());
        Symmetry symmetry = augmentation.symmetry();
        setInputs(place, input, symmetry, config.network().outputChannels());
        float weight = config.ofRates() ? weight(observed.get(NowcastInput.FRAMES - 1)) : 1;
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] truth = frames[NowcastInput.FRAMES - 1 + lead];
            int steps = lead;
            UnaryOperator<float[][]> laid =
                    field -> symmetry.apply(input.frame().enter(field, steps));
            List<Target> fields = new ArrayList<>();
            fields.add(rates(laid.apply(truth), weight, config.pixelMap()));
            if (!config.exceedanceMmH().isEmpty()) {
                fields.addAll(ExceedanceTargets.of(truth, config.exceedanceMmH(), laid));
            }
            for (int field = 0; field < fields.size(); field++) {
                int channel = field * config.network().outputChannels();
                targets.set(place, lead - 1, channel, fields.get(field).pixels());
                mask.set(place, lead - 1, channel, fields.get(field).weights());
            }
        }
    }

    private void setInputs(int place, NetworkInput input, Symmetry symmetry, int channels) {
        for (int t = 0; t < input.pixels().size(); t++) {
            inputs.set(place, t, 0, symmetry.apply(input.pixels().get(t)));
        }
        for (int t = 0; t < NowcastInput.FRAMES; t++) {
            for (int k = 0; k < input.conditions().size(); k++) {
                inputs.fill(place, t, channels + k, input.conditions().get(k));
            }
        }
    }

    /**
     * One over the mean rain rate, a little above 0: else a batch would learn from its rainiest sample alone. It comes from
     * what is known before the forecast, so that the mean remains the best forecast.
     */
    private static float weight(float[][] last) {
        double sum = 0;
        long known = 0;
        for (float[] row : last) {
            for (float rate : row) {
                if (!Float.isNaN(rate)) {
                    sum += rate;
                    known++;
                }
            }
        }
        return (float) (1 / (sum / Math.max(1, known) + LEAST_MEAN_MM_H));
    }

    private static Target rates(float[][] rates, float weight, PixelMap map) {
        float[][] weights = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < weights[r].length; c++) {
                weights[r][c] = Float.isNaN(rates[r][c]) ? 0 : weight;
            }
        }
        return new Target(NetworkInput.pixels(rates, 0, map), weights);
    }
}
