package amagumo.server.forecast.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which forecast: of which base time and by which nowcaster. At most one is kept of each. Ordered by base time, then by
 * nowcaster.
 *
 * @param baseTime valid time of the last frame that was observed, whole seconds, UTC
 * @param nowcaster what the service calls the nowcaster: lower-case letters, digits and hyphens
 */
public record ForecastKey(Instant baseTime, String nowcaster) implements Comparable<ForecastKey> {

    /** What a nowcaster may be called. */
    public static final Pattern NOWCASTER = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{8}T[0-9]{6}Z)_(" + NOWCASTER + ")");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final Comparator<ForecastKey> ORDER =
            Comparator.comparing(ForecastKey::baseTime).thenComparing(ForecastKey::nowcaster);

    public ForecastKey {
        if (!NOWCASTER.matcher(nowcaster).matches()) {
            throw new IllegalArgumentException("'%s' does not name a nowcaster".formatted(nowcaster));
        }
    }

    /** Not behind any of a base time. */
    public static ForecastKey firstOf(Instant baseTime) {
        return new ForecastKey(baseTime, "0");
    }

    /** The key that a text writes as {@link #toString()} does; nothing if it writes none. */
    public static Optional<ForecastKey> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ForecastKey(TIME.parse(written.group(1), Instant::from), written.group(2)));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 31st of April
        }
    }

    @Override
    public int compareTo(ForecastKey other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 20240301T003000Z_convlstm}. */
    @Override
    public String toString() {
        return TIME.format(baseTime) + "_" + nowcaster;
    }
}
