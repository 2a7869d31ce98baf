package amagumo.model.evaluation;

import amagumo.model.nowcast.Exceedance;
import amagumo.model.verification.ProbabilityVerification;
import amagumo.model.verification.Scores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the probabilities of one nowcaster achieved, in all windows and in those of each event. */
public final class ProbabilityResult {

    private final String name;
    private final ProbabilityVerification total = new ProbabilityVerification();
    private final Map<String, ProbabilityVerification> events = new LinkedHashMap<>();

    /**
     * Nothing achieved yet.
     *
     * @param name what the nowcaster is called in tables
     */
    public ProbabilityResult(String name) {
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

    /**
     * The Brier skill score of all leads together at a threshold, by its place among the thresholds: the mean over the events in which
     * there is one; NaN if there is none.
     */
    public double meanSkill(int threshold) {
        return events.values().stream()
                .mapToDouble(event -> event.allLeads(threshold).brierSkill())
                .filter(skill -> !Double.isNaN(skill))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Adds a window.
     *
     * @param event what the window belongs to
     * @param forecast the forecast from the window's first frames
     * @param observed the frames that were then observed, {@code [row][column]} in mm/h, NaN missing
     * @param lastInput the last frame that the forecast was made from
     */
    public void add(String event, Exceedance forecast, List<float[][]> observed, float[][] lastInput) {
        ProbabilityVerification window = new ProbabilityVerification();
        window.add(forecast, observed, lastInput);
        total.add(window);
        events.computeIfAbsent(event, added -> new ProbabilityVerification()).add(window);
    }
}
