package amagumo.model.nowcast;

import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is shown of a window: the observed frames in its reference frame and, where it starts from one, the first
 * guess of each lead.
 *
 * @param frame the reference frame, by which the forecast is brought back
 * @param guess the first guess; empty where the network starts from nothing
 * @param pixels {@code [row][column]} from 0 to 1, missing ones 0; observed frames oldest first, then the guess of each
 *     lead, a pixel of which stands for its rate plus that of pixel 0; each is computed when asked for
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
        Optional<FirstGuess> guess =
                network.firstGuess() ? Optional.of(FirstGuess.of(inputs, frame)) : Optional.empty();
        return new NetworkInput(frame, guess, new AbstractList<>() {
            @Override
            public int size() {
                return network.framesGiven();
            }

            @Override
            public float[][] get(int t) {
                int lead = t - inputs.size() + 1;
                return lead <= 0
                        ? pixels(frame.enter(inputs.get(t), lead), 0, map)
                        : pixels(guess.orElseThrow().field(lead), map.dryRateMmH(), map);
            }
        });
    }

    /**
     * Rain rates in mm/h as pixels, missing ones as 0.
     *
     * @param shiftMmH what is added to each rate
     */
    public static float[][] pixels(float[][] rates, float shiftMmH, PixelMap map) {
        float[][] pixels = new float[rates.length][rates[0].length];
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = rates[r][c] + shiftMmH;
            }
            map.pixels(pixels[r], pixels[r]);
            for (int c = 0; c < pixels[r].length; c++) {
                pixels[r][c] = Float.isNaN(pixels[r][c]) ? 0 : pixels[r][c];
            }
        });
        return pixels;
    }
}
