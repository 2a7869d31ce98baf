package amagumo.server.source.dated;

import amagumo.server.source.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that are not asked for again just now: those that are still to appear, and those that failed, later and later each
 * time. Kept in memory alone: a restart asks once more. Not for several threads.
 */
final class Waits {

    private record Wait(int failures, Instant until) {}

    private final Duration interval;
    private final Backoff backoff;
    private final Map<Instant, Wait> waits = new HashMap<>();

    /**
     * @param interval after which a file that is still to appear is asked for again
     */
    Waits(Duration interval) {
        this.interval = interval;
        this.backoff = new Backoff(interval);
    }

    /** Whether the file of a time may be asked for. */
    boolean isOver(Instant time, Instant now) {
        Wait wait = waits.get(time);
        return wait == null || !wait.until.isAfter(now);
    }

    /** How often it failed in a row. */
    int failures(Instant time) {
        Wait wait = waits.get(time);
        return wait == null ? 0 : wait.failures;
    }

    void notThereYet(Instant time, Instant now) {
        waits.put(time, new Wait(0, now.plus(interval)));
    }

    void failed(Instant time, Instant now, Exception failure) {
        int failures = failures(time) + 1;
        waits.put(time, new Wait(failures, now.plus(backoff.pause(failures, failure, 0))));
    }

    void remove(Instant time) {
        waits.remove(time);
    }

    void forgetBut(Instant oldest, Instant newest) {
        waits.keySet().removeIf(time -> time.isBefore(oldest) || time.isAfter(newest));
    }
}
