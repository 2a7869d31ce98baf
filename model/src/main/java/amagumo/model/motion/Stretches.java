package amagumo.model.motion;

import java.util.function.IntUnaryOperator;

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
     * @param nextChange the first place at or behind another, 1 or above, that differs from the one before it, or the length; not asked
     *     about a stretch once work on it has begun
     */
    static void near(int length, int reach, IntUnaryOperator nextChange, Work work) {
        int from = -1;
        int end = -1;
        for (int place = nextChange.applyAsInt(1); place < length; place = nextChange.applyAsInt(place + 1)) {
            if (from >= 0 && place - reach > end) {
                work.on(from, end);
                from = -1;
            }
            from = from < 0 ? Math.max(0, place - reach) : from;
            end = Math.min(length, place + reach);
        }
        if (from >= 0) {
            work.on(from, end);
        }
    }
}
