package amagumo.server.source;

import amagumo.server.outgoing.OutgoingException;
import java.time.Duration;

/**
 * How long a source is left alone after failures in a row: twice as long each time up to a bound, at least as long as its
 * server asked for, and by chance up to half of it more, so that not all ask at once after an outage.
 *
 * @param interval between two polls that succeed, and after the first failure
 */
public record Backoff(Duration interval) {

    /** However long it fails, it is asked this often. */
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

    /** A server that asks for more, such as by mistake, is asked again after this. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    /**
     * The pause.
     *
     * @param failures in a row, the last one included, at least 1
     * @param last that failure
     * @param chance 0 to 1
     */
    public Duration pause(int failures, Exception last, double chance) {
        long doubled = interval.toMillis() << Math.min(10, Math.max(0, failures - 1));
        long bounded = Math.min(doubled, Math.max(interval.toMillis(), MAX_INTERVAL.toMillis()));
        long asked = last instanceof OutgoingException answer
                ? Math.min(answer.retryAfter().toMillis(), MAX_RETRY_AFTER.toMillis())
                : 0;
        return Duration.ofMillis((long) (Math.max(bounded, asked) * (1 + chance / 2)));
    }
}
