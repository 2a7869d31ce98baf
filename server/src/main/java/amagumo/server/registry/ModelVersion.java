package amagumo.server.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * A model that the server has or had. It never changes.
 *
 * @param number 1 for the first, and so on
 * @param sha256 of its file, 64 hexadecimal digits
 * @param name what its forecasts call their maker
 * @param octets of its file
 * @param registered when it came, UTC
 * @param parent the version whose weights its training began with
 * @param lineage where it comes from
 */
public record ModelVersion(
        long number,
        String sha256,
        String name,
        long octets,
        Instant registered,
        Optional<Long> parent,
        Lineage lineage) {}
