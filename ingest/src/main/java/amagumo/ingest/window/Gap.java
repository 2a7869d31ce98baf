package amagumo.ingest.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of missing frames between two that are present.
 *
 * @param from valid time of the first missing frame
 * @param to valid time of the last missing frame
 * @param missing how many are missing, at least 1
 */
public record Gap(Instant from, Instant to, long missing) {

    /** The gaps between times that should be one step apart. */
    public static List<Gap> between(List<Instant> ascending, int stepMinutes) {
        Duration step = Duration.ofMinutes(stepMinutes);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < ascending.size(); i++) {
            Instant before = ascending.get(i - 1);
            long missing =
                    Duration.between(before, ascending.get(i)).minusNanos(1).dividedBy(step);
            if (missing > 0) {
                gaps.add(new Gap(before.plus(step), before.plus(step.multipliedBy(missing)), missing));
            }
        }
        return gaps;
    }
}
