package amagumo.model.evaluation.gate;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.window.Window;
import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides whether a challenger is better than its opponents. All forecast the same windows, so a hard window is hard
 * for all, and the difference is what is judged. Neighbouring windows show the same storm and are not independent of
 * each other, so windows are drawn in blocks of time (Künsch 1989, The jackknife and the bootstrap for general
 * stationary observations), and the certainty depends on the number of blocks, not of windows. The challenger must win
 * every comparison, each at the same confidence. Winning all of them by chance is no likelier than winning one (Berger
 * 1982, Multiparameter hypothesis testing and acceptance sampling), so no correction for their number is needed.
 */
public final class Gate {

    /** The name of the challenger among the nowcasters that forecast a window. */
    private static final String CHALLENGER = "the challenger";

    private final GateCriteria criteria;

    public Gate(GateCriteria criteria) {
        this.criteria = criteria;
    }

    /**
     * Forecasts and scores one window.
     *
     * @param scored the cells that are forecast and scored
     * @param opponents by their names, at least one
     * @throws IOException if a frame cannot be read or forecast
     */
    public static ScoredWindow score(
            Window window, CellBox scored, Nowcaster challenger, Map<String, Nowcaster> opponents) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(CHALLENGER, challenger, 0));
        opponents.forEach((name, nowcaster) -> contenders.add(new Contender(name, nowcaster, 0)));
        EvaluationWindow shown = EvaluationWindow.of(window.first().toString(), window, scored);
        List<NowcasterResult> results = Evaluation.run(List.of(shown), contenders);
        Map<String, SumsByLead> others = new LinkedHashMap<>();
        results.subList(1, results.size()).forEach(result -> others.put(result.name(), SumsByLead.of(result)));
        return new ScoredWindow(window.first(), SumsByLead.of(results.get(0)), others);
    }

    /** Decides from windows that none of the nowcasters has learnt from. */
    public GateDecision decide(List<ScoredWindow> windows) {
        if (windows.size() < criteria.leastWindows()) {
            return new GateDecision.NoDecision("there are %d wet windows that neither model has seen, and %d are needed"
                    .formatted(windows.size(), criteria.leastWindows()));
        }
        List<List<ScoredWindow>> blocks = blocks(windows);
        if (blocks.size() < criteria.leastBlocks()) {
            return new GateDecision.NoDecision("the %d wet windows lie in %d blocks of %s, and %d are needed"
                    .formatted(windows.size(), blocks.size(), criteria.block(), criteria.leastBlocks()));
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (String opponent : new TreeSet<>(windows.get(0).opponents().keySet())) {
            for (GateScore score : GateScore.values()) {
                Optional<Interval> interval = interval(blocks, opponent, score);
                if (interval.isEmpty()) {
                    return new GateDecision.NoDecision("some blocks have nothing to compute %s from".formatted(score));
                }
                double bound = criteria.bound(score);
                comparisons.add(
                        new Comparison(opponent, score, interval.get(), bound, score.beats(interval.get(), bound)));
            }
        }
        return comparisons.stream().allMatch(Comparison::beaten)
                ? new GateDecision.Promote(comparisons)
                : new GateDecision.Keep(comparisons);
    }

    private List<List<ScoredWindow>> blocks(List<ScoredWindow> windows) {
        Map<Long, List<ScoredWindow>> blocks = new TreeMap<>();
        for (ScoredWindow window : windows) {
            long block = Math.floorDiv(
                    window.firstTime().getEpochSecond(), criteria.block().toSeconds());
            blocks.computeIfAbsent(block, added -> new ArrayList<>()).add(window);
        }
        return List.copyOf(blocks.values());
    }

    private Optional<Interval> interval(List<List<ScoredWindow>> blocks, String opponent, GateScore score) {
        List<SumsByLead> own = blocks.stream()
                .map(block -> SumsByLead.sum(
                        block.stream().map(ScoredWindow::challenger).toList()))
                .toList();
        List<SumsByLead> others = blocks.stream()
                .map(block -> SumsByLead.sum(block.stream()
                        .map(window -> window.opponents().get(opponent))
                        .toList()))
                .toList();
        return criteria.bootstrap().interval(blocks.size(), places -> score.of(at(places, own), at(places, others)));
    }

    private static SumsByLead at(int[] places, List<SumsByLead> blocks) {
        return SumsByLead.sum(Arrays.stream(places).mapToObj(blocks::get).toList());
    }
}
