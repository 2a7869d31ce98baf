package amagumo.server.verification;

import amagumo.model.verification.ReliabilitySums;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far probabilities could be relied on, as programs are told; the names of the fields are a contract.
 *
 * @param results by nowcaster, model, lead and threshold
 */
public record ReliabilityListing(List<Result> results) {

    /**
     * What the probabilities of reaching one threshold came to, of one nowcaster at one lead. Every score is null where it has no
     * case.
     *
     * @param nowcaster what the service calls it
     * @param modelVersion SHA-256 of the model file, empty if it learns nothing
     * @param leadMinutes the lead
     * @param mmH the threshold, mm/h
     * @param forecasts how many forecasts were compared
     * @param cells how many cells counted in them
     * @param frequency share of them in which the threshold was reached
     * @param brier Brier score
     * @param brierSkill Brier skill score against that frequency
     * @param bins the reliability diagram, lowest probabilities first
     */
    public record Result(
            String nowcaster,
            String modelVersion,
            int leadMinutes,
            double mmH,
            long forecasts,
            long cells,
            Double frequency,
            Double brier,
            Double brierSkill,
            List<Bin> bins) {}

    /**
     * The cells with probabilities from one tenth to the next.
     *
     * @param from the lowest of them
     * @param to the first that is too high; 1 is in the last
     * @param cells how many
     * @param events in how many of them the threshold was reached
     * @param meanProbability null if there is no cell
     */
    public record Bin(double from, double to, long cells, long events, Double meanProbability) {}

    /**
     * The scores of what was summed.
     *
     * @param threshold the only one that is asked for, mm/h, if one is
     */
    public static ReliabilityListing of(List<LeadReliability> scores, Optional<Float> threshold) {
        return new ReliabilityListing(scores.stream()
                .filter(lead -> threshold.isEmpty() || threshold.get() == lead.thresholdMmH())
                .map(ReliabilityListing::result)
                .toList());
    }

    private static Result result(LeadReliability lead) {
        ReliabilitySums sums = lead.sums();
        return new Result(
                lead.nowcaster(),
                lead.modelVersion(),
                lead.leadMinutes(),
                lead.thresholdMmH(),
                lead.forecasts(),
                sums.cases(),
                VerificationListing.number(sums.frequency()),
                VerificationListing.number(sums.brier()),
                VerificationListing.number(sums.brierSkill()),
                IntStream.range(0, ReliabilitySums.BINS)
                        .mapToObj(bin -> bin(bin, sums.bins().get(bin)))
                        .toList());
    }

    private static Bin bin(int number, ReliabilitySums.Bin bin) {
        double width = ReliabilitySums.BINS;
        return new Bin(
                number / width,
                (number + 1) / width,
                bin.cases(),
                bin.events(),
                VerificationListing.number(bin.meanProbability()));
    }
}
