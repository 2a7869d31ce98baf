package amagumo.model.evaluation;

import amagumo.ingest.radar.CellBox;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs nowcasters over windows and scores them on the same cells. */
public final class Evaluation {

    /**
     * A column of the result.
     *
     * @param name what it is called in tables
     * @param nowcaster what makes the forecasts
     * @param context how many cells around the scored ones it sees
     */
    public record Contender(String name, Nowcaster nowcaster, int context) {}

    /** Is told of the forecasts for each window, to draw or count them. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A window was scored.
         *
         * @param window its place among the windows, from 0
         * @param observed the frames that were then observed, over the scored cells
         * @param forecasts the forecasts by the contenders' names, over the scored cells
         */
        void scored(int window, List<float[][]> observed, Map<String, Nowcast> forecasts) throws IOException;
    }

    private Evaluation() {}

    /** As {@link #run(List, List, Listener)}, without a listener. */
    public static List<NowcasterResult> run(List<EvaluationWindow> windows, List<Contender> contenders)
            throws IOException {
        return run(windows, contenders, (window, observed, forecasts) -> {});
    }

    /**
     * Scores contenders.
     *
     * @return one result per contender, in their order
     * @throws IOException if a frame cannot be read, or a contender cannot forecast it
     */
    public static List<NowcasterResult> run(
            List<EvaluationWindow> windows, List<Contender> contenders, Listener listener) throws IOException {
        List<NowcasterResult> results = contenders.stream()
                .map(contender -> new NowcasterResult(contender.name()))
                .toList();
        for (int i = 0; i < windows.size(); i++) {
            EvaluationWindow window = windows.get(i);
            Map<Integer, EvaluationWindow.Case> cases = new LinkedHashMap<>();
            Map<String, Nowcast> forecasts = new LinkedHashMap<>();
            List<float[][]> observed = List.of();
            for (int k = 0; k < contenders.size(); k++) {
                Contender contender = contenders.get(k);
                if (!cases.containsKey(contender.context())) {
                    cases.put(contender.context(), window.read(contender.context()));
                }
                EvaluationWindow.Case one = cases.get(contender.context());
                observed = one.observed();
                Optional<String> mismatch = contender
                        .nowcaster()
                        .mismatch(one.input().grid(), one.input().stepMinutes());
                if (mismatch.isPresent()) {
                    throw new IOException("%s: %s".formatted(window.event(), mismatch.get()));
                }
                long start = System.nanoTime();
                Nowcast forecast = computed(contender.nowcaster().forecast(one.input()), one.scored());
                results.get(k).took((System.nanoTime() - start) / 1e9);
                float[][] lastInput = crop(one.input().last(), one.scored());
                results.get(k).total().add(forecast, observed, lastInput, window.fssWindow());
                results.get(k).event(window.event()).add(forecast, observed, lastInput, window.fssWindow());
                forecasts.put(contender.name(), forecast);
            }
            listener.scored(i, observed, forecasts);
        }
        return results;
    }

    /** A forecast with all leads computed, cut to a box. */
    private static Nowcast computed(Nowcast forecast, CellBox box) {
        List<float[][]> leads = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            leads.add(crop(forecast.rates(lead), box));
        }
        return new Nowcast(
                forecast.madeBy(),
                forecast.baseTime(),
                forecast.stepMinutes(),
                forecast.grid().crop(box),
                lead -> leads.get(lead - 1));
    }

    private static float[][] crop(float[][] field, CellBox box) {
        float[][] rows = new float[box.rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(field[box.row() + r], box.column(), box.column() + box.columns());
        }
        return rows;
    }
}
