package amagumo.ingest.radar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The named boxes of degrees that {@code domains.properties} lists. */
public final class Domains {

    private static final String FILE = "domains.properties";

    private static final Map<String, BoundingBox> BY_NAME = read();

    private Domains() {}

    /** All of them by name. */
    public static Map<String, BoundingBox> all() {
        return BY_NAME;
    }

    /**
     * The box with a name.
     *
     * @throws IllegalArgumentException if no box has that name; the message lists the names there are
     */
    public static BoundingBox named(String name) {
        BoundingBox box = BY_NAME.get(name);
        if (box == null) {
            throw new IllegalArgumentException("no domain is named '%s'; there are %s"
                    .formatted(name, BY_NAME.keySet().stream().collect(Collectors.joining(", "))));
        }
        return box;
    }

    private static Map<String, BoundingBox> read() {
        Properties properties = new Properties();
        try (InputStream in = Domains.class.getResourceAsStream(FILE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, BoundingBox> boxes = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> boxes.put(name, BoundingBox.parse(properties.getProperty(name))));
        return Collections.unmodifiableMap(boxes);
    }
}
