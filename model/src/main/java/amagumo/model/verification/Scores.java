package amagumo.model.verification;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Verification} found, by the name of the score: {@code mse} (mm/h)², {@code mae} mm/h, {@code bias_ratio}
 * ΣP/ΣT, {@code corr}, {@code corr_pooled}, {@code fss1_20km}, {@code csi_0.5} ... {@code csi_20}, {@code pod_0.5},
 * {@code far_0.5}. A score without a case is NaN.
 *
 * @param windows how many forecasts were scored
 * @param cellsPerLead how many cells counted at each lead
 * @param perLead one value per lead for each name
 */
public record Scores(int windows, long[] cellsPerLead, Map<String, double[]> perLead) {

    /** The name of a score at a threshold in mm/h, such as {@code csi_0.5}. */
    static String named(String score, float thresholdMmH) {
        return score + "_" + Float.toString(thresholdMmH).replace(".0", "");
    }

    /** The plain mean over the leads in which the score has a case; NaN if there is none. */
    public double mean(String score) {
        return Arrays.stream(perLead.get(score))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** {@link #mean(String)} of every score, in the order of {@link #perLead}. */
    public Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        perLead.keySet().forEach(score -> means.put(score, mean(score)));
        return means;
    }

    /**
     * The plain mean of the means of several events, each score over the events in which it has a case; NaN if there is
     * none.
     */
    public static Map<String, Double> eventMeans(Collection<Scores> events) {
        List<Map<String, Double>> means = events.stream().map(Scores::means).toList();
        Map<String, Double> mean = new LinkedHashMap<>();
        means.stream()
                .flatMap(event -> event.keySet().stream())
                .distinct()
                .forEach(score -> mean.put(
                        score,
                        means.stream()
                                .filter(event -> event.containsKey(score))
                                .mapToDouble(event -> event.get(score))
                                .filter(value -> !Double.isNaN(value))
                                .average()
                                .orElse(Double.NaN)));
        return mean;
    }
}
