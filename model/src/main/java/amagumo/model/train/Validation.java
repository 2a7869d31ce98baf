package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIterator;
import amagumo.ingest.window.WindowIterator.Request;
import amagumo.model.nowcast.NetworkInput;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PatchTensor;
import amagumo.model.verification.Verification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a network forecasts the validation windows: the scores of {@link Verification}, in rain rates and at the
 * network's resolution, each the plain mean over leads and then over stores. Of a window the middle is forecast, of a
 * store some windows at equal distances.
 */
final class Validation {

    /** Side of the part that is forecast, in pixels, at most. */
    private static final int SIDE = 256;

    /** Early stopping goes by the mean of the CSI at these, mm/h, so that no intensity is given up for another. */
    private static final List<String> STOPPING_SCORES = List.of("csi_0.5", "csi_1", "csi_2", "csi_5");

    private static final int FSS_PIXELS = 11;

    private final TrainingConfig config;
    private final List<List<Request>> stores = new ArrayList<>();

    Validation(TrainingConfig config, List<TrainingStore> stores) {
        this.config = config;
        for (TrainingStore store : stores) {
            if (!store.validation().isEmpty() && config.validationWindows() > 0) {
                this.stores.add(requests(store));
            }
        }
    }

    private List<Request> requests(TrainingStore store) {
        List<Window> windows = store.validation();
        int count = Math.min(windows.size(), config.validationWindows());
        CellBox middle = middle(store.store().grid());
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(new Request(windows.get((2 * i + 1) * windows.size() / (2 * count)), middle));
        }
        return requests;
    }

    private CellBox middle(RadarGrid grid) {
        int unit = config.poolFactor() * config.patch();
        int rows = Math.min(SIDE * config.poolFactor(), grid.ny()) / unit * unit;
        int columns = Math.min(SIDE * config.poolFactor(), grid.nx()) / unit * unit;
        return new CellBox((grid.ny() - rows) / 2, (grid.nx() - columns) / 2, rows, columns);
    }

    /** Whether there is nothing to validate on. */
    boolean isEmpty() {
        return stores.isEmpty();
    }

    /** What early stopping goes by, the more the better; NaN without a case. */
    static double stoppingScore(Map<String, Double> scores) {
        return STOPPING_SCORES.stream()
                .mapToDouble(scores::get)
                .filter(score -> !Double.isNaN(score))
                .average()
                .orElse(Double.NaN);
    }

    /** The scores by name. */
    Map<String, Double> scores(MultiLayerNetwork network) {
        Map<String, List<Double>> byScore = new LinkedHashMap<>();
        for (List<Request> requests : stores) {
            verify(network, requests).scores().means().forEach((name, mean) -> byScore.computeIfAbsent(
                            name, key -> new ArrayList<>())
                    .add(mean));
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        byScore.forEach((name, means) -> scores.put(
                name,
                means.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(mean -> !Double.isNaN(mean))
                        .average()
                        .orElse(Double.NaN)));
        return scores;
    }

    private Verification verify(MultiLayerNetwork network, List<Request> requests) {
        Verification verification = new Verification();
        try (WindowIterator windows = WindowIterator.of(requests, config.poolFactor())) {
            for (Request request : requests) {
                List<float[][]> frames = Arrays.asList(windows.next());
                List<float[][]> inputs = frames.subList(0, NowcastInput.FRAMES);
                List<float[][]> leads = forecast(network, inputs);
                RadarGrid grid =
                        request.window().store().grid().crop(request.crop()).pooled(config.poolFactor());
                Nowcast nowcast = new Nowcast(
                        "validation",
                        request.window().baseTime(),
                        request.window().store().stepMinutes(),
                        grid,
                        lead -> leads.get(lead - 1));
                verification.add(
                        nowcast,
                        frames.subList(NowcastInput.FRAMES, frames.size()),
                        inputs.get(NowcastInput.FRAMES - 1),
                        FSS_PIXELS);
            }
        }
        return verification;
    }

    /** The network's forecast in mm/h, one field a lead. */
    private List<float[][]> forecast(MultiLayerNetwork network, List<float[][]> inputs) {
        NetworkInput input = NetworkInput.of(config.network(), config.frame(), config.pixelMap(), inputs);
        PatchTensor tensor = new PatchTensor(
                1, input.pixels().size(), inputs.get(0).length, inputs.get(0)[0].length, config.patch());
        for (int t = 0; t < input.pixels().size(); t++) {
            tensor.set(0, t, input.pixels().get(t));
        }
        PatchTensor output;
        try (INDArray in = tensor.toArray();
                INDArray out = network.output(in)) {
            output = PatchTensor.of(out, config.patch());
        }
        List<float[][]> leads = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = output.get(0, lead - 1);
            for (float[] row : rates) {
                config.outputMapping().rates(config.pixelMap(), row, row);
            }
            leads.add(input.frame().leave(rates, lead));
        }
        return leads;
    }
}
