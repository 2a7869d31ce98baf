package amagumo.ingest.window;

/**
 * Which windows are wanted.
 *
 * @param length frames in a window, above {@code inputLength}
 * @param inputLength how many of them, from the first on, are given to a forecast; at least 1
 * @param stepMinutes distance between frames: the store's step or, to take only some of its frames, a multiple of it
 * @param stride distance between the beginnings of two windows in steps, at least 1
 * @param minWetFraction how wet a window must be at least, 0 to 1: the mean of its frames' wet fractions
 */
public record WindowSpec(int length, int inputLength, int stepMinutes, int stride, double minWetFraction) {

    /** How many frames a forecast is given: as many as in the paper, Shi et al. 2015. */
    public static final int INPUT_LENGTH = 5;

    /** How many frames it predicts, as in the paper too. */
    public static final int LEADS = 15;

    /** The number of frames in a window. */
    public static final int LENGTH = INPUT_LENGTH + LEADS;

    public WindowSpec {
        if (inputLength < 1 || length <= inputLength) {
            throw new IllegalArgumentException("%d of %d frames are given".formatted(inputLength, length));
        }
        if (stepMinutes < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a step of %d minutes and a stride of %d".formatted(stepMinutes, stride));
        }
        if (!(minWetFraction >= 0 && minWetFraction <= 1)) {
            throw new IllegalArgumentException("a wet fraction of %s".formatted(minWetFraction));
        }
    }

    /** All windows of 20 frames at a step, dry ones too. */
    public static WindowSpec all(int stepMinutes) {
        return new WindowSpec(LENGTH, INPUT_LENGTH, stepMinutes, 1, 0);
    }
}
