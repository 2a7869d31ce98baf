package amagumo.model.evaluation;

import amagumo.model.nowcast.Exceedance;
import amagumo.model.verification.ProbabilityVerification;
import amagumo.model.verification.ReliabilitySums;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Results of probabilities as JSON: {@code total} and {@code events} hold, for each nowcaster, its scores in the form
 * of {@link EvaluationJson}, and {@code reliability}: by threshold, over all leads together, the ten bins as [mean
 * probability, observed frequency, cells], null where a bin has no cell.
 */
public final class ProbabilityJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProbabilityJson() {}

    /** The results of {@link ProbabilityEvaluation#run} as one object. */
    public static ObjectNode of(List<ProbabilityResult> results) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode total = json.putObject("total");
        ObjectNode events = json.putObject("events");
        for (ProbabilityResult result : results) {
            total.set(result.name(), json(result.total()));
            result.events().forEach((event, verification) -> events.withObjectProperty(event)
                    .set(result.name(), json(verification)));
        }
        return json;
    }

    private static ObjectNode json(ProbabilityVerification verification) {
        ObjectNode json = EvaluationJson.scores(verification.scores());
        ObjectNode reliability = json.putObject("reliability");
        for (int k = 0; k < Exceedance.THRESHOLDS_MM_H.size(); k++) {
            String threshold = Exceedance.THRESHOLDS_MM_H.get(k).toString().replace(".0", "");
            ArrayNode bins = reliability.putArray(threshold);
            for (ReliabilitySums.Bin bin : verification.allLeads(k).bins()) {
                ArrayNode array = bins.addArray();
                add(array, bin.meanProbability());
                add(array, bin.frequency());
                array.add(bin.cases());
            }
        }
        return json;
    }

    private static void add(ArrayNode array, double value) {
        if (Double.isNaN(value)) {
            array.addNull();
        } else {
            array.add(EvaluationJson.rounded(value));
        }
    }
}
