package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Window;
import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.evaluation.ProbabilityEvaluation;
import amagumo.model.evaluation.ProbabilityResult;
import amagumo.model.nowcast.ConvLstmNowcaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a model forecasts the validation windows: the scores of {@link Evaluation}, and those of {@link
 * ProbabilityEvaluation} if it forecasts probabilities, each the plain mean over leads and then over stores. The middle
 * of each window is forecast, and of each store some windows at equal distances.
 */
final class Validation {

    /** The largest side of the part that is forecast, in cells. */
    private static final int SIDE = 256;

    /** Weights are chosen by the mean over the first thresholds in mm/h, so that no intensity is sacrificed for another. */
    private static final List<String> THRESHOLDS = List.of("0.5", "1", "2", "5");

    private final List<EvaluationWindow> windows;
    private final boolean ofProbabilities;

    /**
     * What was found.
     *
     * @param choosing the score by which weights are chosen, higher is better: the Brier skill score of a model that forecasts
     *     probabilities, because the CSI of its mean field rises with a bias that its probabilities do not have, and else the
     *     CSI; NaN without a case. Skill is that of all leads together: a single lead with a few rainy cells has a Brier skill
     *     score of minus hundreds, beside which all others would count for nothing
     * @param scores all scores by name
     */
    record Found(double choosing, Map<String, Double> scores) {}

    /**
     * @param count how many windows of each store are forecast, at most
     * @param ofProbabilities whether the model forecasts probabilities, and is chosen by them
     */
    Validation(List<TrainingStore> stores, int count, boolean ofProbabilities) {
        this.ofProbabilities = ofProbabilities;
        windows =
                stores.stream().flatMap(store -> windows(store, count).stream()).toList();
    }

    private static List<EvaluationWindow> windows(TrainingStore store, int most) {
        List<Window> all = store.validation();
        int count = Math.min(all.size(), most);
        CellBox middle = middle(store.store().grid());
        List<EvaluationWindow> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Window window = all.get((2 * i + 1) * all.size() / (2 * count));
            windows.add(EvaluationWindow.of(store.store().directory().toString(), window, middle));
        }
        return windows;
    }

    private static CellBox middle(RadarGrid grid) {
        int rows = Math.min(SIDE, grid.ny());
        int columns = Math.min(SIDE, grid.nx());
        return new CellBox((grid.ny() - rows) / 2, (grid.nx() - columns) / 2, rows, columns);
    }

    /** Whether there is nothing to validate on. */
    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** What {@link Found#choosing} is, for people. */
    String chosenBy() {
        return ofProbabilities ? "Brier skill" : "CSI";
    }

    /** Forecasts the windows. The network runs once a window, for all scores. */
    Found of(ConvLstmNowcaster nowcaster) throws IOException {
        OneRun run = new OneRun(nowcaster);
        ProbabilityResult probabilities = new ProbabilityResult(nowcaster.name());
        NowcasterResult rates = Evaluation.run(
                        windows, List.of(new Contender(nowcaster.name(), run, 0)), (window, observed, forecasts) -> {
                            if (ofProbabilities) {
                                probabilities.add(windows.get(window).event(), run.exceedance(), observed, run.last());
                            }
                        })
                .get(0);
        Map<String, Double> scores = new LinkedHashMap<>(rates.eventMeans());
        if (!ofProbabilities) {
            return new Found(mean(k -> scores.get("csi_" + THRESHOLDS.get(k))), scores);
        }
        scores.putAll(probabilities.eventMeans());
        return new Found(mean(probabilities::meanSkill), scores);
    }

    private static double mean(IntToDoubleFunction score) {
        return IntStream.range(0, THRESHOLDS.size())
                .mapToDouble(score)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
