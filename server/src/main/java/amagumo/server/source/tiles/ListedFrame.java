package amagumo.server.source.tiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An entry of JMA's list of times, {@code targetTimes_N1.json}: {@code [{"basetime": "yyyyMMddHHmmss", "validtime":
 * "yyyyMMddHHmmss", "elements": ["hrpns", ...]}, ...]}, UTC. What is observed has one time for both.
 *
 * @param validTime of the frame
 */
record ListedFrame(Instant validTime) {

    /** What the rain is called in addresses and lists. */
    static final String ELEMENT = "hrpns";

    /** Three hours of frames at 5 minutes are 37; a list that is longer is cut behind its newest. */
    static final int MOST = 48;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The observed frames of a list, newest first, each once. Entries of other products and of forecasts are left out.
     *
     * @throws IOException with the reason if it is not such a list
     */
    static List<ListedFrame> of(byte[] json) throws IOException {
        JsonNode list = JSON.readTree(json);
        if (!list.isArray()) {
            throw new IOException("it is not a list");
        }
        Map<Instant, ListedFrame> frames = new TreeMap<>(Comparator.reverseOrder());
        for (JsonNode entry : list) {
            Instant base = time(entry, "basetime");
            Instant valid = time(entry, "validtime");
            if (base.equals(valid) && hasRain(entry)) {
                frames.put(valid, new ListedFrame(valid));
            }
        }
        return frames.values().stream().limit(MOST).toList();
    }

    /** The valid time as addresses name it. */
    String name() {
        return TIME.format(LocalDateTime.ofInstant(validTime, ZoneOffset.UTC));
    }

    private static boolean hasRain(JsonNode entry) {
        for (JsonNode element : entry.path("elements")) {
            if (ELEMENT.equals(element.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static Instant time(JsonNode entry, String key) throws IOException {
        String text = Optional.ofNullable(entry.path(key).textValue()).orElse("");
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IOException("its %s is '%s', not a time".formatted(key, shortened(text)), e);
        }
    }

    private static String shortened(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "..." : text;
    }
}
