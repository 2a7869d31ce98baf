package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Window;
import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How well a nowcaster forecasts the validation windows: the scores of {@link Evaluation}, each the plain mean over
 * leads and then over stores. The middle of each window is forecast, and of each store some windows at equal distances.
 */
final class Validation {

    /** The largest side of the part that is forecast, in cells. */
    private static final int SIDE = 256;

    /**
     * Early stopping uses the mean of the CSI at these thresholds in mm/h, so that no intensity is sacrificed for
     * another.
     */
    private static final List<String> STOPPING_SCORES = List.of("csi_0.5", "csi_1", "csi_2", "csi_5");

    private final List<EvaluationWindow> windows;

    /**
     * @param count how many windows of each store are forecast, at most
     */
    Validation(List<TrainingStore> stores, int count) {
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

    /** The score that early stopping uses, higher is better; NaN without a case. */
    static double stoppingScore(Map<String, Double> scores) {
        return STOPPING_SCORES.stream()
                .mapToDouble(scores::get)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The scores by name. */
    Map<String, Double> scores(Nowcaster nowcaster) throws IOException {
        return Evaluation.run(windows, List.of(new Contender(nowcaster.name(), nowcaster, 0)))
                .get(0)
                .eventMeans();
    }
}
