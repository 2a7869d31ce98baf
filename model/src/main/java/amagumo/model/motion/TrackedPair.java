package amagumo.model.motion;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two neighbouring frames at one level of the pyramid, with the planes that are looked up. */
record TrackedPair(TrackedFrame before, TrackedFrame after, Optional<Plane> seen) {

    /**
     * For a motion between two places to count in full, the rain around one must be at least this share of the rain
     * around the other. Moving rain stays about the same; from one frame to the next it does not grow fourfold in
     * decibels times area.
     */
    private static final float LEAST_SHARE = 0.25f;

    /** If more than this share of what is looked at comes and goes, its border would be taken for rain at rest. */
    private static final float MOST_UNSEEN = 0.01f;

    /** One frame: decibels, their slopes, and their mean around each place at half the resolution. */
    record TrackedFrame(Plane rain, Plane slopeEast, Plane slopeSouth, Plane around) {

        /** The standard deviation of that mean, in squares of two by two: as wide as the rain itself is smoothed. */
        private static final double AROUND = 1;

        private static TrackedFrame of(Plane rain) {
            return new TrackedFrame(
                    rain, rain.slopeEast(), rain.slopeSouth(), rain.pooled(2).smoothed(AROUND));
        }

        private float around(float row, float column) {
            return around.at((row + 0.5f) / 2 - 0.5f, (column + 0.5f) / 2 - 0.5f);
        }
    }

    static List<TrackedPair> of(List<FramePair> pairs) {
        Map<Plane, TrackedFrame> frames = new IdentityHashMap<>();
        return pairs.stream()
                .map(pair -> new TrackedPair(
                        frames.computeIfAbsent(pair.before(), TrackedFrame::of),
                        frames.computeIfAbsent(pair.after(), TrackedFrame::of),
                        pair.seen()))
                .toList();
    }

    /**
     * How far a motion through a place can be trusted: 1 where it leads from rain to about as much rain, 0 where there
     * was no rain where it comes from or is none where it leads.
     *
     * @param halfU half the motion, to the east
     * @param halfV half the motion, to the south
     */
    float support(int row, int column, float halfU, float halfV) {
        float there = before.around(row - halfV, column - halfU);
        float here = there > 0 ? after.around(row + halfV, column + halfU) : 0;
        if (here == 0) {
            return 0;
        }
        float rain = Math.min(1, Math.min(there, here) / (LEAST_SHARE * Math.max(there, here)));
        return seen.isEmpty() ? rain : rain * known(seen.get(), row, column, halfU, halfV);
    }

    private static float known(Plane seen, int row, int column, float halfU, float halfV) {
        float least = Math.min(seen.at(row - halfV, column - halfU), seen.at(row + halfV, column + halfU));
        return Math.max(0, 1 - (1 - least) / MOST_UNSEEN);
    }
}
