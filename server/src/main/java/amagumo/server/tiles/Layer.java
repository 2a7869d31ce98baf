package amagumo.server.tiles;

import amagumo.ingest.store.FrameVersion;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layer of tiles, whose text form addresses name it by:
 *
 * <pre>
 * observed                            what was observed
 * observed_VERSION                    the same, of that version of the frame
 * NOWCASTER                           what it predicted last for the time
 * BASE_NOWCASTER                      its forecast of a base time
 * BASE_NOWCASTER_VERSION              the same, of that version of the forecast
 * </pre>
 */
public sealed interface Layer {

    /** The field of a time; nothing if there is none. */
    Optional<Field> at(Fields fields, Instant validTime) throws IOException;

    /** Whether tiles of it never change. */
    boolean isImmutable();

    /** The layer that an address names; nothing if it names none. */
    static Optional<Layer> parse(String text) {
        Matcher observed = Observed.FORM.matcher(text);
        if (observed.matches()) {
            return Optional.of(
                    new Observed(Optional.ofNullable(observed.group(1)).map(FrameVersion::new)));
        }
        if (ForecastKey.NOWCASTER.matcher(text).matches()) {
            return Optional.of(new Newest(text));
        }
        Matcher predicted = Predicted.FORM.matcher(text);
        return predicted.matches()
                ? ForecastKey.parse(predicted.group(1))
                        .map(key -> new Predicted(key, Optional.ofNullable(predicted.group(2))))
                : Optional.empty();
    }

    /** Frames of the store. */
    record Observed(Optional<FrameVersion> version) implements Layer {

        private static final Pattern FORM = Pattern.compile("observed(?:_([0-9a-f]{16}))?");

        @Override
        public Optional<Field> at(Fields fields, Instant validTime) throws IOException {
            return version.isPresent() ? fields.observed(validTime, version.get()) : fields.observed(validTime);
        }

        @Override
        public boolean isImmutable() {
            return version.isPresent();
        }

        @Override
        public String toString() {
            return "observed" + version.map(named -> "_" + named).orElse("");
        }
    }

    /** The newest forecast of each time. */
    record Newest(String nowcaster) implements Layer {

        @Override
        public Optional<Field> at(Fields fields, Instant validTime) throws IOException {
            return fields.predicted(nowcaster, validTime);
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public String toString() {
            return nowcaster;
        }
    }

    /** One forecast. */
    record Predicted(ForecastKey key, Optional<String> version) implements Layer {

        private static final Pattern FORM = Pattern.compile("([^_]+_[^_]+)(?:_([0-9a-f]{32}))?");

        @Override
        public Optional<Field> at(Fields fields, Instant validTime) throws IOException {
            return version.isPresent()
                    ? fields.predicted(key, version.get(), validTime)
                    : fields.predicted(key, validTime);
        }

        @Override
        public boolean isImmutable() {
            return version.isPresent();
        }

        @Override
        public String toString() {
            return key + version.map(named -> "_" + named).orElse("");
        }
    }
}
