package amagumo.server.jobs.task;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whose turn it is to compare forecasts: one run's. A run that begins meanwhile leaves its base time to that one and ends, so
 * that none waits on a thread that others need. For several threads at once.
 */
final class Comparing {

    private final Set<Instant> left = new LinkedHashSet<>();
    private final Set<Instant> taken = new LinkedHashSet<>();
    private boolean busy;

    /**
     * Begins with a base time, or leaves it to the run whose turn it is.
     *
     * @return whether it is the caller's turn now, until {@link #next} has nothing for it or {@link #giveUp}
     */
    synchronized boolean begin(Instant baseTime) {
        if (busy) {
            left.add(baseTime);
            return false;
        }
        busy = true;
        return true;
    }

    /** What was left to the caller, who is done with what it had before. Where that is nothing its turn is over. */
    synchronized Set<Instant> next() {
        taken.clear();
        taken.addAll(left);
        left.clear();
        busy = !taken.isEmpty();
        return Set.copyOf(taken);
    }

    /**
     * Ends the caller's turn before it is over.
     *
     * @return what was left to it and is not done
     */
    synchronized Set<Instant> giveUp() {
        taken.addAll(left);
        left.clear();
        Set<Instant> undone = Set.copyOf(taken);
        taken.clear();
        busy = false;
        return undone;
    }
}
