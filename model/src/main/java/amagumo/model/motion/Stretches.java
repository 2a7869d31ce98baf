package amagumo.model.motion;

import java.util.function.IntPredicate;

/**
 * The stretches of a line in which smoothing can change anything: those near changes. Where all values within reach are the same, the mean is
 * that value.
 */
final class Stretches {

    /** Is given the places from {@code from} up to {@code end}. */
    @FunctionalInterface
    interface Work {
        void on(int from, int end);
    }

    private Stretches() {}

    /**
     * Works on each stretch, in order. They do not overlap, and the line is constant between them.
     *
     * @param length of the line
     * @param reach how far a change has an effect
     * @param changes whether a place, 1 or above, differs from the one before it; not asked again once work on a stretch has begun that it
     *     belongs to
     */
    static void near(int length, int reach, IntPredicate changes, Work work) {
        int from = -1;
        int end = -1;
        for (int place = 1; place < length; place++) {
            if (changes.test(place)) {
                if (from >= 0 && place - reach > end) {
                    work.on(from, end);
                    from = -1;
                }
                from = from < 0 ? Math.max(0, place - reach) : from;
                end = Math.min(length, place + reach);
            }
        }
        if (from >= 0) {
            work.on(from, end);
        }
    }
}
