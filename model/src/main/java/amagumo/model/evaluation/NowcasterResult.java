package amagumo.model.evaluation;

import amagumo.model.verification.ContingencyTable;
import amagumo.model.verification.IntensityClasses;
import amagumo.model.verification.Scores;
import amagumo.model.verification.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one nowcaster achieved: scores in total, per event and as the mean over events, and the time it took. */
public final class NowcasterResult {

    private final String name;
    private final Verification total = new Verification();
    private final Map<String, Verification> events = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();

    NowcasterResult(String name) {
        this.name = name;
    }

    /** What the nowcaster is called in tables. */
    public String name() {
        return name;
    }

    Verification total() {
        return total;
    }

    Verification event(String event) {
        return events.computeIfAbsent(event, added -> new Verification());
    }

    void took(double forecastSeconds) {
        seconds.add(forecastSeconds);
    }

    /** Scores over all windows together. */
    public Scores totalScores() {
        return total.scores();
    }

    /** The contingency table of all windows together at a lead, 1 to 15, and a threshold in mm/h; see {@link Verification#table}. */
    public ContingencyTable table(int lead, float thresholdMmH) {
        return total.table(lead, thresholdMmH);
    }

    /** Scores of each event, in the order in which the events came. */
    public Map<String, Scores> eventScores() {
        Map<String, Scores> scores = new LinkedHashMap<>();
        events.forEach((event, verification) -> scores.put(event, verification.scores()));
        return scores;
    }

    /** {@link Scores#eventMeans} of the events. */
    public Map<String, Double> eventMeans() {
        return Scores.eventMeans(eventScores().values());
    }

    /** Reliability of the classes of forecast intensity over all windows and leads. */
    public IntensityClasses intensityClasses() {
        return total.intensityClasses();
    }

    /** How long a forecast of all leads took, in seconds, one value per window in the order of windows. */
    public List<Double> seconds() {
        return List.copyOf(seconds);
    }
}
