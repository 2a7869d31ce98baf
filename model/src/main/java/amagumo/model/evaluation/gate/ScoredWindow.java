package amagumo.model.evaluation.gate;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sums of the challenger and its opponents in one window, on the same cells. */
public final class ScoredWindow {

    private final Instant firstTime;
    private final SumsByLead challenger;
    private final Map<String, SumsByLead> opponents;

    /**
     * @param firstTime valid time of the window's first frame, UTC
     * @param opponents the opponents' sums by name
     */
    ScoredWindow(Instant firstTime, SumsByLead challenger, Map<String, SumsByLead> opponents) {
        this.firstTime = firstTime;
        this.challenger = challenger;
        this.opponents = Collections.unmodifiableMap(new LinkedHashMap<>(opponents));
    }

    Instant firstTime() {
        return firstTime;
    }

    SumsByLead challenger() {
        return challenger;
    }

    Map<String, SumsByLead> opponents() {
        return opponents;
    }
}
