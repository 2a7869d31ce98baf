package amagumo.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Times as addresses write them, {@code 20240301T000000Z}, and as bodies do. */
public final class Times {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** The time as an address writes it. */
    public static String compact(Instant time) {
        return COMPACT.format(time);
    }

    /**
     * The time that an address writes.
     *
     * @throws ProblemException status 400 if the text is not such a time
     */
    public static Instant parse(String text) {
        try {
            return COMPACT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("a time in an address is written as 20240301T000000Z");
        }
    }

    /**
     * The time that a field of a body writes, {@code 2024-03-01T00:00:00Z}.
     *
     * @param field whose it is
     * @throws ProblemException status 400 if the text is not such a time
     */
    public static Instant parseIso(String field, String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.atOffset(ZoneOffset.UTC).getYear() >= 1970
                    && time.atOffset(ZoneOffset.UTC).getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw ProblemException.badRequest("'%s' is a time, written as 2024-03-01T00:00:00Z".formatted(field));
    }
}
