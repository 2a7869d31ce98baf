package amagumo.server.config;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Domains;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Optional;

/**
 * A part of the map.
 *
 * @param name of the domain, or its edges as they were written
 * @param box its edges, degrees
 */
public record Area(String name, BoundingBox box) {

    /** The area that a section's key {@code area} names, if any. */
    static Optional<Area> of(Config section) {
        if (section.getIsNull("area")) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(section.getString("area")));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(section.getValue("area").origin(), "area", e.getMessage(), e);
        }
    }

    /**
     * Reads the name of a domain or {@code south,west,north,east} in degrees.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Area parse(String text) {
        String name = text.replace(" ", "");
        return new Area(name, name.contains(",") ? BoundingBox.parse(name) : Domains.named(name));
    }
}
