package amagumo.server.registry;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIndex;
import amagumo.ingest.window.WindowSpec;
import amagumo.model.evaluation.gate.Gate;
import amagumo.model.evaluation.gate.GateDecision;
import amagumo.model.evaluation.gate.ScoredWindow;
import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.SmoothedRover;
import amagumo.server.config.ModelSettings;
import amagumo.server.database.Storing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Judges the challenger by wet windows of the served store that neither it nor the champion has learnt from, and moves the
 * aliases accordingly. A challenger that is refused is not judged again: who asks often enough is told yes by chance.
 */
public final class Promotion {

    /** Side of what is forecast and scored, in cells, at most: of a larger grid the middle. */
    private static final int SIDE = 512;

    private static final String FLOW = "optical flow";
    private static final String CHAMPION = "the champion";

    private final ModelRegistry registry;
    private final ModelSettings settings;
    private final Path store;

    public Promotion(ModelRegistry registry, ModelSettings settings, Path store) {
        this.registry = registry;
        this.settings = settings;
        this.store = store;
    }

    /**
     * Judges.
     *
     * @param time the last windows end here
     * @param who judges, for the history
     * @param storing how the aliases are stored
     * @param mayGoOn asked before each window; once it is false nothing is decided
     * @param log gets what happens, a line at a time
     * @return what became of the challenger; nothing if it was stopped
     * @throws IOException if there is no challenger, a model file is not whole, or a frame cannot be read
     */
    public Optional<GateDecision> run(
            Instant time, String who, Storing<IOException> storing, BooleanSupplier mayGoOn, Consumer<String> log)
            throws IOException {
        Aliases before = registry.aliases();
        ModelVersion challenger = registry.find(before.of(Alias.CHALLENGER)
                        .orElseThrow(() -> new RefusedMoveException("there is no challenger to judge")))
                .orElseThrow();
        Optional<ModelVersion> champion = before.of(Alias.CHAMPION).flatMap(registry::find);
        Map<String, Nowcaster> opponents = new LinkedHashMap<>();
        if (champion.isPresent()) {
            opponents.put(CHAMPION, nowcaster(champion.get()));
        }
        opponents.put(FLOW, new SmoothedRover());
        List<Window> windows = windows(time, challenger, champion);
        log.accept("%d wet windows that neither has seen, to judge model version %d beside %s"
                .formatted(windows.size(), challenger.number(), String.join(" and ", opponents.keySet())));
        Optional<List<ScoredWindow>> scored = score(windows, nowcaster(challenger), opponents, mayGoOn);
        if (scored.isEmpty()) {
            return Optional.empty();
        }
        GateDecision decision = new Gate(settings.gate()).decide(scored.get());
        decision.comparisons().forEach(comparison -> log.accept(comparison.toString()));
        carryOut(decision, before, challenger, who, storing);
        log.accept(sentence(decision, challenger.number()));
        return Optional.of(decision);
    }

    private Nowcaster nowcaster(ModelVersion version) throws IOException {
        return ConvLstmNowcaster.of(ModelFile.read(registry.file(version)));
    }

    /** No frame is forecast in two of them. Whether one is wet is decided by what a forecaster knows, not by what came. */
    private List<Window> windows(Instant time, ModelVersion challenger, Optional<ModelVersion> champion)
            throws IOException {
        FrameStore frames = FrameStore.open(store);
        Instant from = time.minus(settings.judgedPeriod());
        WindowSpec spec = WindowSpec.all(frames.stepMinutes());
        List<Window> chosen = new ArrayList<>();
        Instant free = Instant.MIN;
        for (Window window : WindowIndex.of(frames, spec).windows()) {
            boolean unseen = challenger.lineage().hasNotSeen(window.first(), window.last())
                    && champion.stream().allMatch(one -> one.lineage().hasNotSeen(window.first(), window.last()));
            if (unseen
                    && !window.baseTime().isBefore(free)
                    && !window.first().isBefore(from)
                    && !window.last().isAfter(time)
                    && frames.wetFraction(window.baseTime()) >= settings.wetFraction()) {
                chosen.add(window);
                free = window.last();
            }
        }
        return chosen;
    }

    private static Optional<List<ScoredWindow>> score(
            List<Window> windows, Nowcaster challenger, Map<String, Nowcaster> opponents, BooleanSupplier mayGoOn)
            throws IOException {
        List<ScoredWindow> scored = new ArrayList<>();
        for (Window window : windows) {
            if (!mayGoOn.getAsBoolean()) {
                return Optional.empty();
            }
            scored.add(Gate.score(window, middle(window.store().grid()), challenger, opponents));
        }
        return Optional.of(scored);
    }

    private static CellBox middle(RadarGrid grid) {
        int rows = Math.min(SIDE, grid.ny());
        int columns = Math.min(SIDE, grid.nx());
        return new CellBox((grid.ny() - rows) / 2, (grid.nx() - columns) / 2, rows, columns);
    }

    private void carryOut(
            GateDecision decision, Aliases before, ModelVersion challenger, String who, Storing<IOException> storing)
            throws IOException {
        if (decision instanceof GateDecision.Promote) {
            registry.storing(storing).promote(before, challenger.number(), who, decision.reason());
        } else if (decision instanceof GateDecision.Keep) {
            registry.storing(storing).dismiss(before, who, decision.reason());
        }
    }

    /** What became of a challenger, in a sentence without its full stop. */
    public static String sentence(GateDecision decision, long challenger) {
        String what = "stays the challenger, nothing is decided";
        if (decision instanceof GateDecision.Promote) {
            what = "is the champion now";
        } else if (decision instanceof GateDecision.Keep) {
            what = "is refused";
        }
        return "model version %d %s: %s".formatted(challenger, what, decision.reason());
    }
}
