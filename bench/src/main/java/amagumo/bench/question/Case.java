package amagumo.bench.question;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.WindowSpec;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.verification.Verification;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a forecast is made from, and what then fell.
 *
 * @param event what the case belongs to
 * @param input the frames that are given
 * @param observed by lead in minutes, rain rates {@code [row][column]} in mm/h, NaN missing
 * @param fssWindow side of the fractions skill score's square in cells, odd
 */
record Case(String event, NowcastInput input, Map<Integer, float[][]> observed, int fssWindow) {

    /** The whole of a window. */
    static Case of(EvaluationWindow window) throws IOException {
        List<float[][]> given = new ArrayList<>();
        Map<Integer, float[][]> observed = new TreeMap<>();
        for (int i = 0; i < WindowSpec.LENGTH; i++) {
            float[][] rates = window.frames().get(i).values(window.box());
            if (i < NowcastInput.FRAMES) {
                given.add(rates);
            } else {
                observed.put((i + 1 - NowcastInput.FRAMES) * window.stepMinutes(), rates);
            }
        }
        var last = window.frames().get(NowcastInput.FRAMES - 1);
        NowcastInput input = new NowcastInput(
                last.validTime(), window.stepMinutes(), last.grid().crop(window.box()), given);
        return new Case(window.event(), input, observed, window.fssWindow());
    }

    /**
     * A case of frames of a store.
     *
     * @param box the cells that are given and scored
     * @param stepMinutes how far apart the given frames are
     * @param leads in minutes
     * @return empty if the store lacks one of the frames
     */
    static Optional<Case> of(FrameStore store, CellBox box, Instant base, int stepMinutes, List<Integer> leads)
            throws IOException {
        List<float[][]> given = new ArrayList<>();
        for (int i = NowcastInput.FRAMES - 1; i >= 0; i--) {
            Instant time = base.minusSeconds(60L * i * stepMinutes);
            if (!store.contains(time)) {
                return Optional.empty();
            }
            given.add(store.read(time, box).values());
        }
        Map<Integer, float[][]> observed = new TreeMap<>();
        for (int lead : leads) {
            Instant time = base.plusSeconds(60L * lead);
            if (!store.contains(time)) {
                return Optional.empty();
            }
            observed.put(lead, store.read(time, box).values());
        }
        String event = store.directory().getFileName().toString();
        NowcastInput input = new NowcastInput(base, stepMinutes, store.grid().crop(box), given);
        return Optional.of(new Case(event, input, observed, Verification.fssWindow(store.grid())));
    }

    /** The same case with every field, given or observed, through a filter. */
    Case filtered(DiscFilter filter) {
        Map<Integer, float[][]> filtered = new TreeMap<>();
        observed.forEach((lead, rates) -> filtered.put(lead, filter.rates(rates)));
        return new Case(
                event,
                new NowcastInput(
                        input.baseTime(),
                        input.stepMinutes(),
                        input.grid(),
                        input.rates().stream().map(filter::rates).toList()),
                filtered,
                fssWindow);
    }
}
