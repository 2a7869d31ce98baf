package amagumo.server.verification;

import amagumo.model.verification.ContingencyTable;
import amagumo.model.verification.LeadSums;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How good forecasts were, as programs are told; the names of the fields are a contract.
 *
 * @param results by nowcaster, model and lead, and by day if so asked
 */
public record VerificationListing(List<Result> results) {

    /**
     * What one nowcaster achieved at one lead. Every score is null where it has no case.
     *
     * @param nowcaster what the service calls it
     * @param modelVersion SHA-256 of the model file, empty if it learns nothing
     * @param leadMinutes the lead
     * @param day of the base times, UTC, such as {@code 2024-03-01}; null if they are of all the days that were asked for
     * @param forecasts how many forecasts were compared
     * @param cells how many cells counted in them
     * @param mse mean squared error, (mm/h)²
     * @param mae mean absolute error, mm/h
     * @param bias what was forecast in all, divided by what came
     * @param correlation mean over rainy frames
     * @param pooledCorrelation over all cells
     * @param fss fractions skill score at 1 mm/h in squares of 20 km
     * @param thresholds events of at least so much
     */
    public record Result(
            String nowcaster,
            String modelVersion,
            int leadMinutes,
            String day,
            long forecasts,
            long cells,
            Double mse,
            Double mae,
            Double bias,
            Double correlation,
            Double pooledCorrelation,
            Double fss,
            List<Events> thresholds) {}

    /**
     * How often a rain rate was reached.
     *
     * @param mmH the rain rate, mm/h
     * @param csi critical success index
     * @param pod probability of detection
     * @param far false alarm ratio
     */
    public record Events(double mmH, long hits, long misses, long falseAlarms, Double csi, Double pod, Double far) {}

    /**
     * The scores of what was summed.
     *
     * @param threshold the only one that is asked for, mm/h, if one is
     */
    public static VerificationListing of(List<LeadScores> scores, Optional<Float> threshold) {
        return new VerificationListing(
                scores.stream().map(lead -> result(lead, threshold)).toList());
    }

    private static Result result(LeadScores lead, Optional<Float> threshold) {
        LeadSums sums = lead.sums();
        Map<String, Double> scores = sums.scores();
        return new Result(
                lead.nowcaster(),
                lead.modelVersion(),
                lead.leadMinutes(),
                lead.day().map(LocalDate::toString).orElse(null),
                sums.frames(),
                sums.cells(),
                number(scores.get("mse")),
                number(scores.get("mae")),
                number(scores.get("bias_ratio")),
                number(scores.get("corr")),
                number(scores.get("corr_pooled")),
                number(scores.get("fss1_20km")),
                IntStream.range(0, LeadSums.THRESHOLDS_MM_H.size())
                        .filter(k -> threshold.isEmpty() || threshold.get().equals(LeadSums.THRESHOLDS_MM_H.get(k)))
                        .mapToObj(k -> events(LeadSums.THRESHOLDS_MM_H.get(k), sums.table(k)))
                        .toList());
    }

    private static Events events(float mmH, ContingencyTable table) {
        return new Events(
                mmH,
                table.hits(),
                table.misses(),
                table.falseAlarms(),
                number(table.csi()),
                number(table.pod()),
                number(table.far()));
    }

    /** To six decimal places, null where it has no case. */
    static Double number(double score) {
        return Double.isFinite(score) ? Math.round(score * 1e6) / 1e6 : null;
    }
}
