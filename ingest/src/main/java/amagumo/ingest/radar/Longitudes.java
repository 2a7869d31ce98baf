package amagumo.ingest.radar;

/** Longitudes are the same modulo 360 degrees; this is the place that knows it. */
final class Longitudes {

    static final double TURN = 360;

    private Longitudes() {}

    /** The same meridian as a number from -180 to below 180; one that is in that range already is not changed. */
    static double wrap(double longitude) {
        return longitude >= -180 && longitude < 180
                ? longitude
                : longitude - TURN * Math.floor((longitude + 180) / TURN);
    }

    /** How many degrees to the east of a meridian another one lies, from 0 to below 360. */
    static double eastward(double from, double to) {
        double degrees = to - from;
        return degrees >= 0 && degrees < TURN ? degrees : degrees - TURN * Math.floor(degrees / TURN);
    }
}
