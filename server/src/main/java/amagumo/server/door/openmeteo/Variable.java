package amagumo.server.door.openmeteo;

import java.util.regex.Pattern;

/**
 * Something that is asked for. A radar knows the amount of precipitation and not its kind, so rain is all of it; what else
 * a client may ask for is answered as missing everywhere, as Open-Meteo answers what a model does not have.
 *
 * @param name lower-case letters, digits and underscores
 * @param code its number in FlatBuffers
 */
record Variable(String name, int code) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");

    static Variable of(String name) throws BadQueryException {
        if (!NAME.matcher(name).matches()) {
            throw new BadQueryException("A variable's name is made of lower-case letters, digits and '_'");
        }
        return new Variable(
                name,
                switch (name) {
                    case "precipitation" -> com.openmeteo.sdk.Variable.precipitation;
                    case "rain" -> com.openmeteo.sdk.Variable.rain;
                    default -> com.openmeteo.sdk.Variable.undefined;
                });
    }

    boolean isKnown() {
        return code != com.openmeteo.sdk.Variable.undefined;
    }
}
