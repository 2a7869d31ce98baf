package amagumo.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is kept for how long.
 *
 * @param maxAge of a day of frames, counted from its end, 1 day to 100 years; empty for ever
 * @param maxOctets of all frames, 1 to 1 PiB; empty for any number
 * @param models how many files of models, those that came last, 1 to 1000000
 * @param minFreeOctets of the disk, below which what is written beside frames pauses, 0 to 1 PiB
 */
public record RetentionSettings(Optional<Duration> maxAge, Optional<Long> maxOctets, int models, long minFreeOctets) {

    private static final long PIB = 1L << 50;

    static RetentionSettings of(Section retention) {
        Section frames = retention.section("frames");
        return new RetentionSettings(
                frames.optionalDuration("max-age", Duration.ofDays(1), Duration.ofDays(36_500)),
                frames.optionalOctets("max-size", 1, PIB),
                retention.whole("models", 1, 1_000_000),
                retention.octets("min-free", 0, PIB));
    }

    /** Whether any frames are ever taken out. */
    public boolean boundsFrames() {
        return maxAge.isPresent() || maxOctets.isPresent();
    }
}
