package amagumo.server.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of files that are laid out by date: a text in which braces hold parts of a time, UTC, such as
 * {@code https://archive.example/{yyyy}/{MM}/{dd}/Z__C_RJTD_{yyyyMMddHHmmss}_RDR_JMAGPV__grib2.tar}. Parts are
 * {@code yyyy}, {@code MM}, {@code dd}, {@code HH}, {@code mm}, {@code ss}, in any order and any number in a pair of braces.
 */
public final class DatedAddress {

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PART = Pattern.compile("yyyy|MM|dd|HH|mm|ss");
    private static final Pattern PARTS = Pattern.compile("(?:" + PART + ")+");

    /** A step that is a whole number of these needs no part that is finer; years, months and days are always needed. */
    private static final Map<String, Duration> FINER_THAN =
            Map.of("HH", Duration.ofDays(1), "mm", Duration.ofHours(1), "ss", Duration.ofMinutes(1));

    private final String template;
    private final Duration step;
    private final URI example;

    private DatedAddress(String template, Duration step) {
        this.template = template;
        this.step = step;
        this.example = at(Instant.EPOCH);
    }

    /**
     * Reads a template.
     *
     * @param step between two files, at least a second; times are whole steps since 1970
     * @throws IllegalArgumentException in a sentence, if it is not such a text, or gives two files one address
     */
    public static DatedAddress parse(String template, Duration step) {
        Set<String> parts = new HashSet<>();
        Matcher field = FIELD.matcher(template);
        while (field.find()) {
            if (!PARTS.matcher(field.group(1)).matches()) {
                throw new IllegalArgumentException(
                        "{%s} is not made of yyyy, MM, dd, HH, mm and ss".formatted(field.group(1)));
            }
            PART.matcher(field.group(1)).results().forEach(part -> parts.add(part.group()));
        }
        for (String part : List.of("yyyy", "MM", "dd", "HH", "mm", "ss")) {
            if (!parts.contains(part) && isNeeded(part, step)) {
                throw new IllegalArgumentException(
                        "without {%s}, files %s apart have one address".formatted(part, inWords(step)));
            }
        }
        DatedAddress address = new DatedAddress(template, step);
        requireAddress(address.example);
        if (!address.example
                .getHost()
                .equals(address.at(Instant.EPOCH.plus(Duration.ofDays(400))).getHost())) {
            throw new IllegalArgumentException("the host may not depend on the time");
        }
        return address;
    }

    private static boolean isNeeded(String part, Duration step) {
        Duration coarser = FINER_THAN.get(part);
        return coarser == null || step.toSeconds() % coarser.toSeconds() != 0;
    }

    private static String inWords(Duration step) {
        return step.toSeconds() % 60 == 0 ? step.toMinutes() + " min" : step.toSeconds() + " s";
    }

    private static void requireAddress(URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException("not an address of http or https without a user's name");
        }
    }

    /** Time between two files. */
    public Duration step() {
        return step;
    }

    /** The host of all files. */
    public String host() {
        return example.getHost();
    }

    /** Where the file of a time is. */
    public URI at(Instant time) {
        return URI.create(
                FIELD.matcher(template).replaceAll(field -> Matcher.quoteReplacement(text(field.group(1), time))));
    }

    /** The last time at or before a moment that is a whole number of steps since 1970. */
    public Instant slot(Instant moment) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), step.toSeconds()) * step.toSeconds());
    }

    private static String text(String parts, Instant time) {
        return DateTimeFormatter.ofPattern(parts.replace("yyyy", "uuuu"), Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    @Override
    public String toString() {
        return template;
    }
}
