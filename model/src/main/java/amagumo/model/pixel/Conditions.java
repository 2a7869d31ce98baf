package amagumo.model.pixel;

import java.util.List;

/**
 * What a network that serves many radars is told about a window besides its frames: three numbers that are the same
 * everywhere in it. They tell the network how much change to expect between two frames.
 *
 * @param stepMinutes time between two frames
 * @param cellKm side of a pixel
 * @param spread how fast the rain loses its small scales, see {@link amagumo.model.motion.FirstGuess#spread()}
 */
public record Conditions(int stepMinutes, double cellKm, double spread) {

    /** How many numbers a network is told. */
    public static final int COUNT = 3;

    private static final double USUAL_STEP_MINUTES = 5;

    public Conditions {
        if (stepMinutes < 1 || !(cellKm > 0) || !(spread > 0)) {
            throw new IllegalArgumentException(
                    "steps of %d minutes, cells of %s km, a spread of %s".formatted(stepMinutes, cellKm, spread));
        }
    }

    /**
     * The numbers as logarithms: 0 for steps of 5 minutes, cells of 1 km and a spread of 1, and within -1 to 1.3 for
     * real radars.
     */
    public List<Float> values() {
        return List.of(log2(stepMinutes / USUAL_STEP_MINUTES) / 2, log2(cellKm), log2(spread) / 2);
    }

    private static float log2(double x) {
        return (float) (Math.log(x) / Math.log(2));
    }
}
