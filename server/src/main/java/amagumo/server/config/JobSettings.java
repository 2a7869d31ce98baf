package amagumo.server.config;

import java.time.Duration;

/**
 * How the server runs its jobs.
 *
 * @param threads how many attempts run at once on a server beside those that run all the time, 2 to 100
 * @param stopWithin the longest that a server which is to stop waits for its attempts, 1 second to 1 hour
 * @param keepAttempts how long attempts and their logs are kept, 1 hour to 10 years
 * @param logOctets the largest that the log of an attempt becomes, 1 KiB to 1 GiB
 * @param pageLimit how many attempts a page of them has at most, 1 to 10000
 */
public record JobSettings(int threads, Duration stopWithin, Duration keepAttempts, long logOctets, int pageLimit) {

    private static final long LEAST_LOG = 1L << 10;
    private static final long LARGEST_LOG = 1L << 30;

    static JobSettings of(Section jobs) {
        return new JobSettings(
                jobs.whole("threads", 2, 100),
                jobs.duration("stop-within", Duration.ofSeconds(1), Duration.ofHours(1)),
                jobs.duration("keep-attempts", Duration.ofHours(1), Duration.ofDays(3650)),
                jobs.octets("log-size", LEAST_LOG, LARGEST_LOG),
                jobs.whole("page-limit", 1, 10_000));
    }
}
