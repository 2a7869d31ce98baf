package amagumo.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Radar files that a server keeps by date.
 *
 * @param address of the files, if any are fetched
 * @param area what is cut out of each frame; empty for what the store was made with, or else all
 * @param interval how often a file that is awaited is asked for, 1 second to 1 day
 * @param late how long after its time a file may appear, 0 to 10 years
 * @param inOrder how far back files come oldest first, 0 or more
 * @param reach how far back files are asked for, at least as far
 * @param timeout the longest that an answer may take, 1 second to 1 day
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

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEARS = Duration.ofDays(3650);

    static HttpSettings of(Section http) {
        Duration step = http.duration("step", Duration.ofSeconds(1), DAY);
        HttpSettings settings = new HttpSettings(
                http.optional("url", url -> DatedAddress.parse(url, step)),
                http.optional("area", Area::parse),
                http.duration("interval", Duration.ofSeconds(1), DAY),
                http.duration("late", Duration.ZERO, YEARS),
                http.duration("in-order", Duration.ZERO, YEARS),
                http.duration("skip-older-than", Duration.ZERO, YEARS),
                http.duration("timeout", Duration.ofSeconds(1), DAY),
                (int) http.octets("max-size", 1, MOST_OCTETS),
                http.flag("private-addresses"));
        if (settings.reach.compareTo(settings.inOrder) < 0) {
            throw http.refused("skip-older-than", "no less than in-order");
        }
        if (settings.address.isPresent()
                && settings.reach.dividedBy(settings.address.get().step()) > MOST_FILES) {
            throw http.refused("skip-older-than", "the time of %d files at most".formatted(MOST_FILES));
        }
        return settings;
    }
}
