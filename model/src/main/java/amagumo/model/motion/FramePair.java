package amagumo.model.motion;

import amagumo.model.threads.Rows;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two neighbouring frames as planes.
 *
 * @param before the earlier one, decibels, missing cells 0; the same plane as {@code after} of the previous pair
 * @param after the later one
 * @param seen how much of a square both of them saw, 0 to 1; empty if no cell goes missing or comes back. A cell that
 *     no frame saw counts as seen: the border of what a radar can see does not move
 */
record FramePair(Plane before, Plane after, Optional<Plane> seen) {

    /**
     * The pairs of neighbouring frames.
     *
     * @param frames {@code [row][column]}, NaN missing, oldest first
     * @param decibels a frame's plane
     * @param smooth applied to planes before motion is looked for in them
     */
    static List<FramePair> neighbours(
            List<float[][]> frames, Function<float[][], Plane> decibels, UnaryOperator<Plane> smooth) {
        List<Plane> planes = frames.stream().map(decibels).map(smooth).toList();
        boolean changing = coverageChanges(frames);
        List<FramePair> pairs = new ArrayList<>();
        for (int t = 0; t + 1 < frames.size(); t++) {
            float[][] before = frames.get(t);
            float[][] after = frames.get(t + 1);
            Optional<Plane> seen = changing ? Optional.of(smooth.apply(seen(before, after, frames))) : Optional.empty();
            pairs.add(new FramePair(planes.get(t), planes.get(t + 1), seen));
        }
        return pairs;
    }

    /** The pairs with each plane replaced by another. */
    static List<FramePair> each(List<FramePair> pairs, UnaryOperator<Plane> change) {
        Map<Plane, Plane> changed = new IdentityHashMap<>();
        return pairs.stream()
                .map(pair -> new FramePair(
                        changed.computeIfAbsent(pair.before, change),
                        changed.computeIfAbsent(pair.after, change),
                        pair.seen.map(change)))
                .toList();
    }

    private static boolean coverageChanges(List<float[][]> frames) {
        float[][] first = frames.get(0);
        AtomicBoolean changes = new AtomicBoolean();
        Rows.forEach(first.length, first[0].length, r -> {
            boolean differs = false;
            for (float[][] frame : frames.subList(1, frames.size())) {
                for (int c = 0; c < first[r].length; c++) {
                    differs |= Float.isNaN(first[r][c]) != Float.isNaN(frame[r][c]);
                }
            }
            if (differs) {
                changes.set(true);
            }
        });
        return changes.get();
    }

    private static Plane seen(float[][] before, float[][] after, List<float[][]> frames) {
        return Plane.filled(before.length, before[0].length, (r, out, at) -> {
            boolean[] sometimes = seenSometimes(frames, r);
            for (int c = 0; c < sometimes.length; c++) {
                boolean both = !Float.isNaN(before[r][c]) && !Float.isNaN(after[r][c]);
                out[at + c] = both || !sometimes[c] ? 1 : 0;
            }
        });
    }

    /** Which cells of a row exist in at least one frame. */
    private static boolean[] seenSometimes(List<float[][]> frames, int row) {
        boolean[] seen = new boolean[frames.get(0)[row].length];
        for (float[][] frame : frames) {
            for (int c = 0; c < seen.length; c++) {
                seen[c] |= !Float.isNaN(frame[row][c]);
            }
        }
        return seen;
    }
}
