package amagumo.bench.question;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same rain forecast from frames 5, 10 and 15 minutes apart, from common base times to common leads.
 */
final class TimeSteps {

    /** In steps of 5 minutes, and held out by fold A. */
    private static final List<String> EVENTS = List.of(
            "fmi-20160928", "fmi-20160928-north", "knmi-20100826", "knmi-20210202", "knmi-20210206", "dwd-20200907");

    private static final List<Integer> STEPS_MINUTES = List.of(5, 10, 15);

    /** All that 15 leads of 5 minutes have in common with those of 10 and 15. */
    private static final List<Integer> LEADS_MINUTES = List.of(30, 60);

    private static final int SECONDS_BETWEEN_BASES = 15 * 60;

    /** Of the square in the middle of the grid that is given and scored, in cells. */
    private static final int SIDE = 256;

    private TimeSteps() {}

    static void print(Path stores, Map<String, Nowcaster> nowcasters, List<String> scores, PrintStream out)
            throws IOException {
        Scoreboard board = new Scoreboard();
        for (String event : EVENTS) {
            FrameStore store = FrameStore.open(stores.resolve(event));
            int bases = 0;
            for (Instant base : store.times()) {
                List<Case> cases = cases(store, base);
                if (base.getEpochSecond() % SECONDS_BETWEEN_BASES == 0 && cases.size() == STEPS_MINUTES.size()) {
                    bases++;
                    nowcasters.forEach((name, nowcaster) -> cases.forEach(one ->
                            board.add("%s, %d min".formatted(name, one.input().stepMinutes()), nowcaster, one)));
                }
            }
            out.println("%s: %d base times".formatted(event, bases));
        }
        out.println();
        scores.forEach(score -> board.printByLead(score, LEADS_MINUTES, out));
    }

    /** Of the steps at which the store has all frames, given and observed. */
    private static List<Case> cases(FrameStore store, Instant base) throws IOException {
        RadarGrid grid = store.grid();
        CellBox box = new CellBox((grid.ny() - SIDE) / 2, (grid.nx() - SIDE) / 2, SIDE, SIDE);
        List<Case> cases = new ArrayList<>();
        for (int step : STEPS_MINUTES) {
            Case.of(store, box, base, step, LEADS_MINUTES).ifPresent(cases::add);
        }
        return cases;
    }
}
