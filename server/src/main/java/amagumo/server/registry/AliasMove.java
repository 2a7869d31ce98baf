package amagumo.server.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * An alias that came to stand for another version.
 *
 * @param revision how often aliases had been moved, this time included; what was moved together has the same
 * @param from the version it stood for before
 * @param to the version it has stood for since
 * @param who moved it: a person, a command or a job
 * @param why in a sentence
 */
public record AliasMove(
        long revision, Alias alias, Optional<Long> from, Optional<Long> to, Instant moved, String who, String why) {}
