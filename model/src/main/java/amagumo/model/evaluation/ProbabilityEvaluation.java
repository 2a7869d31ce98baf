package amagumo.model.evaluation;

import amagumo.model.nowcast.ProbabilityNowcaster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Runs nowcasters that forecast probabilities over windows and scores them on the same cells; they see no other cells.
 */
public final class ProbabilityEvaluation {

    private ProbabilityEvaluation() {}

    /**
     * Scores nowcasters.
     *
     * @param nowcasters the nowcasters by their names in the results, in the results' order
     * @param scored is told how many windows are done
     * @return one result per nowcaster, in the same order
     * @throws IOException if a frame cannot be read, or a nowcaster cannot forecast it
     */
    public static List<ProbabilityResult> run(
            List<EvaluationWindow> windows, Map<String, ProbabilityNowcaster> nowcasters, IntConsumer scored)
            throws IOException {
        List<ProbabilityResult> results =
                nowcasters.keySet().stream().map(ProbabilityResult::new).toList();
        for (int i = 0; i < windows.size(); i++) {
            EvaluationWindow window = windows.get(i);
            EvaluationWindow.Case one = window.read(0);
            for (ProbabilityResult result : results) {
                ProbabilityNowcaster nowcaster = nowcasters.get(result.name());
                Optional<String> mismatch =
                        nowcaster.mismatch(one.input().grid(), one.input().stepMinutes());
                if (mismatch.isPresent()) {
                    throw new IOException("%s: %s".formatted(window.event(), mismatch.get()));
                }
                result.add(
                        window.event(),
                        nowcaster.exceedance(one.input()),
                        one.observed(),
                        one.input().last());
            }
            scored.accept(i + 1);
        }
        return results;
    }
}
