package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Optional;

/**
 * Radar files that a server keeps by date.
 *
 * @param address of the files, if any are fetched
 * @param area what is cut out of each frame; empty for what the store was made with, or else all
 * @param interval how often a file that is awaited is asked for, at least one second
 * @param late how long after its time a file may appear, 0 or more
 * @param inOrder how far back files come oldest first, 0 or more
 * @param reach how far back files are asked for, at least as far
 * @param timeout the longest that an answer may take, at least one second
 * @param maxOctets the largest that a file may be, at least 1
 * @param privateAddresses whether the server may be this machine or one of a private network
 */
public record HttpSettings(
        Optional<DatedAddress> address,
        Optional<Area> area,
        Duration interval,
        Duration late,
        Duration inOrder,
        Duration reach,
        Duration timeout,
        int maxOctets,
        boolean privateAddresses) {

    /** Ten weeks of files of 5 minutes. */
    private static final int MOST_FILES = 20_000;

    private static final long MOST_OCTETS = 256L << 20;

    static HttpSettings of(Config config) {
        HttpSettings settings = new HttpSettings(
                address(config),
                Area.of(config),
                ServeSettings.duration(config, "interval", Duration.ofSeconds(1)),
                ServeSettings.duration(config, "late", Duration.ZERO),
                ServeSettings.duration(config, "in-order", Duration.ZERO),
                ServeSettings.duration(config, "skip-older-than", Duration.ZERO),
                ServeSettings.duration(config, "timeout", Duration.ofSeconds(1)),
                octets(config, "max-size"),
                config.getBoolean("private-addresses"));
        if (settings.reach.compareTo(settings.inOrder) < 0) {
            throw bad(config, "skip-older-than", "less than in-order");
        }
        if (settings.address.isPresent()
                && settings.reach.dividedBy(settings.address.get().step()) > MOST_FILES) {
            throw bad(config, "skip-older-than", "more than %d files".formatted(MOST_FILES));
        }
        return settings;
    }

    private static Optional<DatedAddress> address(Config config) {
        Duration step = ServeSettings.duration(config, "step", Duration.ofSeconds(1));
        try {
            return ServeSettings.text(config, "url").map(url -> DatedAddress.parse(url, step));
        } catch (IllegalArgumentException e) {
            throw bad(config, "url", e.getMessage());
        }
    }

    private static int octets(Config config, String key) {
        long octets = config.getBytes(key);
        if (octets < 1 || octets > MOST_OCTETS) {
            throw bad(config, key, "not between 1 octet and %d MiB".formatted(MOST_OCTETS >> 20));
        }
        return (int) octets;
    }

    private static ConfigException bad(Config config, String key, String reason) {
        return new ConfigException.BadValue(config.getValue(key).origin(), key, reason);
    }
}
