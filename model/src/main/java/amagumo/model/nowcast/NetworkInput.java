package amagumo.model.nowcast;

import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.PixelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is shown of a window: the observed frames in its reference frame and, where it starts from one, the first
 * guess of each lead.
 *
 * @param frame the reference frame, by which the forecast is brought back
 * @param guess the first guess; empty where the network starts from nothing
 * @param pixels {@code [row][column]} from 0 to 1, missing ones 0; observed frames oldest first, then the guess of each
 *     lead, a pixel of which stands for its rate plus that of pixel 0
 */
public record NetworkInput(MovingFrame frame, Optional<FirstGuess> guess, List<float[][]> pixels) {

    /**
     * @param kind in whose coordinates the network sees the rain
     * @param inputs the observed frames {@code [row][column]} in mm/h at the network's resolution, oldest first, NaN
     *     missing
     */
    public static NetworkInput of(
            EncoderForecasterConfig network, ReferenceFrame kind, PixelMap map, List<float[][]> inputs) {
        MovingFrame frame = MovingFrame.of(kind, inputs);
        List<float[][]> pixels = new ArrayList<>();
        for (int t = 0; t < inputs.size(); t++) {
            pixels.add(pixels(frame.enter(inputs.get(t), t - inputs.size() + 1), 0, map));
        }
        if (!network.firstGuess()) {
            return new NetworkInput(frame, Optional.empty(), List.copyOf(pixels));
        }
        FirstGuess guess = FirstGuess.of(inputs, frame);
        for (int lead = 1; lead <= network.leads(); lead++) {
            pixels.add(pixels(guess.field(lead), map.dryRateMmH(), map));
        }
        return new NetworkInput(frame, Optional.of(guess), List.copyOf(pixels));
    }

    /**
     * Rain rates in mm/h as pixels, missing ones as 0.
     *
     * @param shiftMmH what is added to each rate
     */
    public static float[][] pixels(float[][] rates, float shiftMmH, PixelMap map) {
        float[][] pixels = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = rates[r][c] + shiftMmH;
            }
            map.pixels(pixels[r], pixels[r]);
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = Float.isNaN(pixels[r][c]) ? 0 : pixels[r][c];
            }
        }
        return pixels;
    }
}
