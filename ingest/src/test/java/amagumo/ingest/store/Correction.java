package amagumo.ingest.store;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The step of a number of a work that replaces and removes a few frames again and again.
 *
 * @param frame number of the frame whose time is meant, below {@link #FRAMES}
 * @param seed of its new content, empty if the frame is removed
 */
record Correction(int frame, OptionalInt seed) {

    /** How many times are corrected. */
    static final int FRAMES = 5;

    /** Every third step removes a frame, so that each time is replaced, removed and stored again in turn. */
    static Correction of(int step) {
        return new Correction(step % FRAMES, step % 3 == 2 ? OptionalInt.empty() : OptionalInt.of(1000 + step));
    }

    /**
     * What a frame may be when a number of steps are known to be done, and one more may be.
     *
     * @return seeds of contents, empty where there is no frame
     */
    static Set<OptionalInt> possible(int frame, int stepsDone) {
        Set<OptionalInt> possible = new HashSet<>();
        possible.add(after(frame, stepsDone));
        possible.add(after(frame, stepsDone + 1));
        return possible;
    }

    private static OptionalInt after(int frame, int steps) {
        for (int step = steps - 1; step >= 0; step--) {
            if (of(step).frame() == frame) {
                return of(step).seed();
            }
        }
        return OptionalInt.empty();
    }
}
