package amagumo.server.outgoing;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or the time from which on to ask again. */
final class RetryAfter {

    private RetryAfter() {}

    /** How long it asks to be left alone, 0 or more; empty if it is neither. */
    static Optional<Duration> of(String said, Clock clock) {
        String text = said.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant time = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            Duration pause = Duration.between(clock.instant(), time);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
