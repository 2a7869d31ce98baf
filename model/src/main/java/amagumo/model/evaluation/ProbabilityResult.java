package amagumo.model.evaluation;

import amagumo.model.verification.ProbabilityVerification;
import amagumo.model.verification.Scores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the probabilities of one nowcaster achieved, in all windows and in those of each event. */
public final class ProbabilityResult {

    private final String name;
    private final ProbabilityVerification total = new ProbabilityVerification();
    private final Map<String, ProbabilityVerification> events = new LinkedHashMap<>();

    ProbabilityResult(String name) {
        this.name = name;
    }

    /** What the nowcaster is called in tables. */
    public String name() {
        return name;
    }

    /** All windows together. */
    public ProbabilityVerification total() {
        return total;
    }

    /** The windows of each event, in the order in which the events came. */
    public Map<String, ProbabilityVerification> events() {
        return Collections.unmodifiableMap(events);
    }

    /** {@link Scores#eventMeans} of the events. */
    public Map<String, Double> eventMeans() {
        return Scores.eventMeans(
                events.values().stream().map(ProbabilityVerification::scores).toList());
    }

    ProbabilityVerification event(String event) {
        return events.computeIfAbsent(event, added -> new ProbabilityVerification());
    }
}
