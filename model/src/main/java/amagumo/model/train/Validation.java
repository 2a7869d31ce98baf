package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIterator;
import amagumo.ingest.window.WindowIterator.Request;
import amagumo.model.file.TrainingData;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.verification.Verification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a nowcaster forecasts the validation windows: the scores of {@link Verification}, each the plain mean over
 * leads and then over stores. Of a window the middle is forecast, of a store some windows at equal distances.
 */
final class Validation {

    /** Side of the part that is forecast, in cells, at most. */
    private static final int SIDE = 256;

    /** Early stopping goes by the mean of the CSI at these, mm/h, so that no intensity is given up for another. */
    private static final List<String> STOPPING_SCORES = List.of("csi_0.5", "csi_1", "csi_2", "csi_5");

    /** The fractions skill score looks at squares of about so many km. */
    private static final double FSS_KM = 20;

    private final List<List<Request>> stores = new ArrayList<>();

    /**
     * @param count how many windows of each store are forecast, at most
     */
    Validation(List<TrainingStore> stores, int count) {
        for (TrainingStore store : stores) {
            if (!store.validation().isEmpty() && count > 0) {
                this.stores.add(requests(store, count));
            }
        }
    }

    private static List<Request> requests(TrainingStore store, int most) {
        List<Window> windows = store.validation();
        int count = Math.min(windows.size(), most);
        CellBox middle = middle(store.store().grid());
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(new Request(windows.get((2 * i + 1) * windows.size() / (2 * count)), middle));
        }
        return requests;
    }

    private static CellBox middle(RadarGrid grid) {
        int rows = Math.min(SIDE, grid.ny());
        int columns = Math.min(SIDE, grid.nx());
        return new CellBox((grid.ny() - rows) / 2, (grid.nx() - columns) / 2, rows, columns);
    }

    /** Whether there is nothing to validate on. */
    boolean isEmpty() {
        return stores.isEmpty();
    }

    /** What early stopping goes by, the more the better; NaN without a case. */
    static double stoppingScore(Map<String, Double> scores) {
        return meanOfKnown(STOPPING_SCORES.stream().map(scores::get).toList());
    }

    /** The scores by name. */
    Map<String, Double> scores(Nowcaster nowcaster) {
        Map<String, List<Double>> byScore = new LinkedHashMap<>();
        for (List<Request> requests : stores) {
            verify(nowcaster, requests).scores().means().forEach((name, mean) -> byScore.computeIfAbsent(
                            name, key -> new ArrayList<>())
                    .add(mean));
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        byScore.forEach((name, means) -> scores.put(name, meanOfKnown(means)));
        return scores;
    }

    private static double meanOfKnown(List<Double> values) {
        return values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static Verification verify(Nowcaster nowcaster, List<Request> requests) {
        Verification verification = new Verification();
        try (WindowIterator windows = WindowIterator.of(requests, 1)) {
            for (Request request : requests) {
                List<float[][]> frames = Arrays.asList(windows.next());
                Window window = request.window();
                RadarGrid grid = window.store().grid().crop(request.crop());
                NowcastInput input = new NowcastInput(
                        window.baseTime(), window.store().stepMinutes(), grid, frames.subList(0, NowcastInput.FRAMES));
                verification.add(
                        nowcaster.forecast(input),
                        frames.subList(NowcastInput.FRAMES, frames.size()),
                        input.last(),
                        fssWindow(grid));
            }
        }
        return verification;
    }

    /** An odd number of cells. */
    private static int fssWindow(RadarGrid grid) {
        return 2 * (int) Math.round(FSS_KM / 2 / TrainingData.cellKm(grid)) + 1;
    }
}
