package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * How the server runs its jobs.
 *
 * @param threads how many attempts run at once on a server, 2 to 100
 * @param stopWithin the longest that a server which is to stop waits for its attempts, at least one second
 * @param keepAttempts how long attempts and their logs are kept, at least one hour
 * @param logOctets the largest that the log of an attempt becomes, 1 KiB to 1 GiB
 * @param pageLimit how many attempts a page of them has at most, 1 to 10000
 */
public record JobSettings(int threads, Duration stopWithin, Duration keepAttempts, long logOctets, int pageLimit) {

    private static final long LEAST_LOG = 1L << 10;
    private static final long LARGEST_LOG = 1L << 30;

    static JobSettings of(Config config) {
        long octets = config.getBytes("log-size");
        if (octets < LEAST_LOG || octets > LARGEST_LOG) {
            throw new ConfigException.BadValue(
                    config.getValue("log-size").origin(), "log-size", "not between 1 KiB and 1 GiB");
        }
        return new JobSettings(
                ServeSettings.whole(config, "threads", 2, 100),
                ServeSettings.duration(config, "stop-within", Duration.ofSeconds(1)),
                ServeSettings.duration(config, "keep-attempts", Duration.ofHours(1)),
                octets,
                ServeSettings.whole(config, "page-limit", 1, 10_000));
    }
}
