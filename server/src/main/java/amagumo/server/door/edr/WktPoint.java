package amagumo.server.door.edr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in Well-Known Text (OGC 06-103r4, clause 7): {@code POINT(longitude latitude)}, in degrees.
 *
 * @param longitude -180 to 180
 * @param latitude -90 to 90
 */
record WktPoint(double longitude, double latitude) {

    private static final int MOST_CHARACTERS = 200;

    private static final String NUMBER =
            "([+-]?(?:[0-9]{1,3}(?:\\.[0-9]{0,20})?|\\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?)";

    private static final Pattern POINT = Pattern.compile(
            "\\s*POINT\\s*\\(\\s*" + NUMBER + "\\s+" + NUMBER + "\\s*\\)\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a point.
     *
     * @throws EdrException status 400 if the text is not one, or is not on the globe
     */
    static WktPoint parse(String text) throws EdrException {
        Matcher point = POINT.matcher(text.length() > MOST_CHARACTERS ? "" : text);
        if (!point.matches()) {
            throw EdrException.badRequest("'coords' must be POINT(longitude latitude), in degrees");
        }
        double longitude = Double.parseDouble(point.group(1));
        double latitude = Double.parseDouble(point.group(2));
        if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
            throw EdrException.badRequest(
                    "the point of 'coords' must have a longitude from -180 to 180 and a latitude from -90 to 90");
        }
        return new WktPoint(longitude, latitude);
    }
}
