package amagumo.model.evaluation;

import amagumo.model.verification.Scores;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Results as JSON: {@code windows} (how many of each event), {@code runtime_seconds_per_forecast}, {@code total} and
 * {@code events} with {@code windows}, {@code cells_per_lead}, {@code per_lead} and {@code mean} for each nowcaster, and
 * {@code event_mean}, the plain mean of the events' means. A score without a case is null.
 */
public final class EvaluationJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EvaluationJson() {}

    /** The results of {@link Evaluation#run} as one object. */
    public static ObjectNode of(List<NowcasterResult> results) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode windows = json.putObject("windows");
        ObjectNode runtime = json.putObject("runtime_seconds_per_forecast");
        ObjectNode total = json.putObject("total");
        ObjectNode eventMean = json.putObject("event_mean");
        ObjectNode events = json.putObject("events");
        for (NowcasterResult result : results) {
            runtime.set(result.name(), seconds(result.seconds()));
            total.set(result.name(), scores(result.totalScores()));
            eventMean.set(result.name(), means(result.eventMeans()));
            result.eventScores().forEach((event, scores) -> {
                windows.put(event, scores.windows());
                events.withObjectProperty(event).set(result.name(), scores(scores));
            });
        }
        return json;
    }

    static ObjectNode scores(Scores scores) {
        ObjectNode json = JSON.createObjectNode();
        json.put("windows", scores.windows());
        ArrayNode cells = json.putArray("cells_per_lead");
        for (long count : scores.cellsPerLead()) {
            cells.add(count);
        }
        ObjectNode perLead = json.putObject("per_lead");
        scores.perLead().forEach((score, values) -> {
            ArrayNode array = perLead.putArray(score);
            for (double value : values) {
                if (Double.isNaN(value)) {
                    array.addNull();
                } else {
                    array.add(rounded(value));
                }
            }
        });
        json.set("mean", means(scores.means()));
        return json;
    }

    private static ObjectNode means(Map<String, Double> means) {
        ObjectNode json = JSON.createObjectNode();
        means.forEach((score, mean) -> {
            if (mean.isNaN()) {
                json.putNull(score);
            } else {
                json.put(score, rounded(mean));
            }
        });
        return json;
    }

    private static ObjectNode seconds(List<Double> seconds) {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        ObjectNode json = JSON.createObjectNode();
        json.put("n", sorted.length);
        json.put(
                "mean",
                rounded(seconds.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow()));
        json.put("median", rounded((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2));
        json.put("max", rounded(sorted[sorted.length - 1]));
        return json;
    }

    static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
