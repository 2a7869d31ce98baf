package amagumo.server.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the server runs its jobs.
 *
 * @param threads how many attempts run at once on a server beside those that run all the time, 2 to 100
 * @param stopWithin the longest that a server which is to stop waits for its attempts, 1 second to 1 hour
 * @param keepAttempts how long attempts and their logs are kept, 1 hour to 10 years
 * @param logOctets the largest that the log of an attempt becomes, 1 KiB to 1 GiB
 * @param pageLimit how many attempts a page of them has at most, 1 to 10000
 * @param catchUp by job, of the nominal times that pass while no server runs, how many are made up for, 1 to 1000
 * @param skipOlderThan by job, the age beyond which runs that nobody asked for are skipped, 1 minute to 10 years
 */
public record JobSettings(
        int threads,
        Duration stopWithin,
        Duration keepAttempts,
        long logOctets,
        int pageLimit,
        Map<String, Integer> catchUp,
        Map<String, Duration> skipOlderThan) {

    private static final long LEAST_LOG = 1L << 10;
    private static final long LARGEST_LOG = 1L << 30;
    private static final Duration LONGEST = Duration.ofDays(3650);

    public JobSettings {
        catchUp = Map.copyOf(catchUp);
        skipOlderThan = Map.copyOf(skipOlderThan);
    }

    static JobSettings of(Section jobs) {
        return new JobSettings(
                jobs.whole("threads", 2, 100),
                jobs.duration("stop-within", Duration.ofSeconds(1), Duration.ofHours(1)),
                jobs.duration("keep-attempts", Duration.ofHours(1), LONGEST),
                jobs.octets("log-size", LEAST_LOG, LARGEST_LOG),
                jobs.whole("page-limit", 1, 10_000),
                catchUp(jobs.section("catch-up")),
                skipOlderThan(jobs.section("skip-older-than")));
    }

    private static Map<String, Integer> catchUp(Section byJob) {
        return byJob.keys().stream().collect(Collectors.toMap(job -> job, job -> byJob.whole(job, 1, 1000)));
    }

    private static Map<String, Duration> skipOlderThan(Section byJob) {
        Map<String, Duration> given = new HashMap<>();
        byJob.keys().forEach(job -> byJob.optionalDuration(job, Duration.ofMinutes(1), LONGEST)
                .ifPresent(age -> given.put(job, age)));
        return given;
    }
}
