package amagumo.model.train;

import amagumo.model.motion.MovingFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PatchTensor;
import amagumo.model.pixel.PixelMap;
import java.util.Arrays;

/**
 * The samples of one step as pixels in patches. Missing inputs are 0; missing targets are 0 and so is their mask, which
 * is 1 elsewhere.
 *
 * @param inputs {@link NowcastInput#FRAMES} frames a sample
 * @param targets {@link Nowcast#LEADS} frames a sample
 * @param mask like the targets
 */
record Batch(PatchTensor inputs, PatchTensor targets, PatchTensor mask) {

    /** Room for a batch. */
    static Batch of(TrainingConfig config) {
        int crop = config.crop();
        int patch = config.patch();
        return new Batch(
                new PatchTensor(config.batch(), NowcastInput.FRAMES, crop, crop, patch),
                new PatchTensor(config.batch(), Nowcast.LEADS, crop, crop, patch),
                new PatchTensor(config.batch(), Nowcast.LEADS, crop, crop, patch));
    }

    /**
     * Puts a sample into its place.
     *
     * @param window {@code [frame][row][column]} in mm/h at the network's resolution, NaN missing
     */
    void set(int place, float[][][] window, Symmetry symmetry, TrainingConfig config) {
        MovingFrame frame = MovingFrame.of(config.frame(), Arrays.asList(window).subList(0, NowcastInput.FRAMES));
        for (int t = 0; t < window.length; t++) {
            int lead = t - NowcastInput.FRAMES + 1;
            float[][] rates = symmetry.apply(frame.enter(window[t], lead));
            if (lead <= 0) {
                inputs.set(place, t, pixels(rates, config.pixelMap()));
            } else {
                targets.set(place, lead - 1, pixels(rates, config.pixelMap()));
                mask.set(place, lead - 1, known(rates));
            }
        }
    }

    /** Rain rates in mm/h as pixels, missing ones as 0. */
    static float[][] pixels(float[][] rates, PixelMap map) {
        float[][] pixels = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            map.pixels(rates[r], pixels[r]);
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = Float.isNaN(pixels[r][c]) ? 0 : pixels[r][c];
            }
        }
        return pixels;
    }

    private static float[][] known(float[][] rates) {
        float[][] known = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < known[r].length; c++) {
                known[r][c] = Float.isNaN(rates[r][c]) ? 0 : 1;
            }
        }
        return known;
    }
}
