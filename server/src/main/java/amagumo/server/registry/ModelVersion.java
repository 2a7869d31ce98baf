package amagumo.server.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * A model that the server has or had. It never changes, but its file may be removed, and come again.
 *
 * @param number 1 for the first, and so on
 * @param sha256 of its file, 64 hexadecimal digits
 * @param name what its forecasts call their maker
 * @param octets of its file
 * @param registered when it came, or came again, UTC
 * @param parent the version whose weights its training began with
 * @param lineage where it comes from
 * @param removed when its file was removed, if it is not kept any more, UTC
 */
public record ModelVersion(
        long number,
        String sha256,
        String name,
        long octets,
        Instant registered,
        Optional<Long> parent,
        Lineage lineage,
        Optional<Instant> removed) {}
