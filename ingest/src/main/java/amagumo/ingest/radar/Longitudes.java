package amagumo.ingest.radar;

/** Arithmetic of longitudes, which are the same modulo 360 degrees. */
final class Longitudes {

    static final double TURN = 360;

    private Longitudes() {}

    /** The same meridian as a number from -180 to below 180; a number already in that range is not changed. */
    static double wrap(double longitude) {
        return longitude >= -180 && longitude < 180
                ? longitude
                : longitude - TURN * Math.floor((longitude + 180) / TURN);
    }

    /** How many degrees one meridian lies to the east of another, from 0 to below 360. */
    static double eastward(double from, double to) {
        double degrees = to - from;
        return degrees >= 0 && degrees < TURN ? degrees : degrees - TURN * Math.floor(degrees / TURN);
    }
}
