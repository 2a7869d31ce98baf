package amagumo.model.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A period of time whose frames a model has learnt from, in whatever store.
 *
 * @param first valid time of the first frame, UTC
 * @param last valid time of the last frame, UTC
 */
public record TrainingPeriod(Instant first, Instant last) {

    public TrainingPeriod {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a period from %s to %s".formatted(first, last));
        }
    }

    /** The period of all frames of a store, as the model file describes it. */
    public static TrainingPeriod of(TrainingData data) {
        return new TrainingPeriod(data.firstTime(), data.lastTime());
    }

    /** Whether it overlaps another period. */
    public boolean overlaps(Instant from, Instant to) {
        return !first.isAfter(to) && !last.isBefore(from);
    }

    /** The same moments in as few periods as possible, in order of time. */
    public static List<TrainingPeriod> merged(Collection<TrainingPeriod> periods) {
        List<TrainingPeriod> merged = new ArrayList<>();
        for (TrainingPeriod next : periods.stream()
                .sorted(Comparator.comparing(TrainingPeriod::first))
                .toList()) {
            TrainingPeriod before = merged.isEmpty() ? next : merged.get(merged.size() - 1);
            if (!merged.isEmpty() && before.overlaps(next.first, next.last)) {
                Instant end = before.last.isAfter(next.last) ? before.last : next.last;
                merged.set(merged.size() - 1, new TrainingPeriod(before.first, end));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }
}
