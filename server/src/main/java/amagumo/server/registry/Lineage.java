package amagumo.server.registry;

import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.file.TrainingPeriod;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a version of a model comes from, all the way back to its first weights.
 *
 * @param origin who or what registered it
 * @param data the stores that it and those before it learnt from
 * @param periods when the frames are of that it or those before it learnt from or were chosen by, in order of time
 * @param steps how many training steps made it, those of its parents included
 * @param settings of its training, by name
 * @param scores of its validation, by name
 */
public record Lineage(
        String origin,
        List<TrainingData> data,
        List<TrainingPeriod> periods,
        long steps,
        Map<String, String> settings,
        Map<String, Double> scores) {

    public Lineage {
        data = List.copyOf(data);
        periods = TrainingPeriod.merged(periods);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    }

    /** Of a model that was trained elsewhere: whatever its stores hold counts as learnt. */
    public static Lineage of(ModelMetadata model, String origin) {
        return of(model, origin, model.data().stream().map(TrainingPeriod::of).toList());
    }

    /**
     * Of a model whose periods are known.
     *
     * @param periods its own and those of its parents
     */
    public static Lineage of(ModelMetadata model, String origin, List<TrainingPeriod> periods) {
        return new Lineage(origin, model.data(), periods, model.steps(), model.training(), model.scores());
    }

    /** Whether nothing between two times was learnt from, both included. */
    public boolean hasNotSeen(Instant from, Instant to) {
        return periods.stream().noneMatch(period -> period.overlaps(from, to));
    }
}
