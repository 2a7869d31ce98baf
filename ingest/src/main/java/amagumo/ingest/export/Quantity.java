package amagumo.ingest.export;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a series of fields measures, in the words of the CF conventions.
 *
 * @param name variable name in a file: a letter, then letters, digits or underscores
 * @param standardName name in the CF standard name table, where that has one
 * @param longName what a plot's title would say
 * @param units unit as UDUNITS reads it
 */
public record Quantity(String name, Optional<String> standardName, String longName, String units) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** Rain rate in mm/h. */
    public static final Quantity RAINFALL_RATE =
            new Quantity("rainfall_rate", Optional.of("rainfall_rate"), "rain rate", "mm h-1");

    public Quantity {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is no variable name".formatted(name));
        }
    }
}
