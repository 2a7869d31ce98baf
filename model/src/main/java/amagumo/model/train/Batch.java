package amagumo.model.train;

import amagumo.model.nowcast.NetworkInput;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PatchTensor;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one step as pixels in patches. Missing inputs are 0; missing targets are 0 and so is their mask, which
 * is the sample's weight elsewhere.
 *
 * @param inputs of a sample what {@link NetworkInput} says
 * @param targets {@link Nowcast#LEADS} frames a sample
 * @param mask like the targets
 */
public record Batch(PatchTensor inputs, PatchTensor targets, PatchTensor mask) {

    private static final double LEAST_MEAN_MM_H = 0.2;

    /** Room for a batch. */
    static Batch of(TrainingConfig config) {
        int crop = config.crop();
        int patch = config.patch();
        return new Batch(
                new PatchTensor(config.batch(), config.network().framesGiven(), crop, crop, patch),
                new PatchTensor(config.batch(), Nowcast.LEADS, crop, crop, patch),
                new PatchTensor(config.batch(), Nowcast.LEADS, crop, crop, patch));
    }

    /**
     * Puts a sample into its place.
     *
     * @param window {@code [frame][row][column]} in mm/h at the network's resolution, NaN missing
     */
    void set(int place, float[][][] window, Augmentation augmentation, TrainingConfig config) {
        Symmetry symmetry = augmentation.symmetry();
        float[][][] frames = augmentation.scaled(window);
        List<float[][]> observed = Arrays.asList(frames).subList(0, NowcastInput.FRAMES);
        NetworkInput input = NetworkInput.of(config.network(), config.frame(), config.pixelMap(), observed);
        for (int t = 0; t < input.pixels().size(); t++) {
            inputs.set(place, t, symmetry.apply(input.pixels().get(t)));
        }
        float weight = config.objective() == Objective.POISSON ? weight(observed.get(NowcastInput.FRAMES - 1)) : 1;
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = symmetry.apply(input.frame().enter(frames[NowcastInput.FRAMES - 1 + lead], lead));
            targets.set(place, lead - 1, NetworkInput.pixels(rates, 0, config.pixelMap()));
            mask.set(place, lead - 1, weights(rates, weight));
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

    private static float[][] weights(float[][] rates, float weight) {
        float[][] weights = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < weights[r].length; c++) {
                weights[r][c] = Float.isNaN(rates[r][c]) ? 0 : weight;
            }
        }
        return weights;
    }
}
