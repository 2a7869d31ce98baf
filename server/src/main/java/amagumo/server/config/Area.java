package amagumo.server.config;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Domains;

/**
 * A part of the map.
 *
 * @param name of the domain, or its edges as they were written
 * @param box its edges, degrees
 */
public record Area(String name, BoundingBox box) {

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
