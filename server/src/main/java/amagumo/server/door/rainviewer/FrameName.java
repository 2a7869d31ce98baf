package amagumo.server.door.rainviewer;

import amagumo.server.forecast.Forecasts;
import amagumo.server.tiles.Field;
import amagumo.server.tiles.Fields;
import amagumo.server.tiles.Layer;
import amagumo.server.tiles.Listing.Listed;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame as paths name it:
 *
 * <pre>
 * 0                            the newest that was observed
 * SECONDS                      what was observed then, or else what was predicted last for then
 * SECONDS_LAYER                a time of a {@link Layer}; the list of frames names those that never change
 * nowcast_SECONDS_LAYER        the same, as the list names what is predicted
 * </pre>
 *
 * @param time seconds since 1970, 0 for the newest
 * @param layer if one is named
 */
record FrameName(long time, Optional<Layer> layer) {

    private static final Pattern FORM = Pattern.compile("(?:nowcast_)?([0-9]{1,11})(?:_(.+))?");

    /** The frame that a text names; nothing if it names none. */
    static Optional<FrameName> parse(String text) {
        Matcher name = FORM.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        long time = Long.parseLong(name.group(1));
        if (name.group(2) == null) {
            return Optional.of(new FrameName(time, Optional.empty()));
        }
        return Layer.parse(name.group(2)).map(layer -> new FrameName(time, Optional.of(layer)));
    }

    static String of(Listed listed) {
        String name = listed.validTime().getEpochSecond() + "_" + listed.layer();
        return listed.validTime().equals(listed.baseTime()) ? name : "nowcast_" + name;
    }

    /** Whether what it names never changes. */
    boolean isImmutable() {
        return layer.filter(Layer::isImmutable).isPresent();
    }

    /** The field; nothing if it is not held. */
    Optional<Field> find(Fields fields, Forecasts forecasts) throws IOException {
        Instant validTime = Instant.ofEpochSecond(time);
        if (layer.isPresent()) {
            return layer.get().at(fields, validTime);
        }
        if (time == 0) {
            return fields.newestObserved();
        }
        Optional<Field> observed = fields.observed(validTime);
        return observed.isPresent() ? observed : fields.predicted(forecasts.shown(), validTime);
    }
}
