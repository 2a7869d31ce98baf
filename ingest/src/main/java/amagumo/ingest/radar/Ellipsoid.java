package amagumo.ingest.radar;

/**
 * The figure of the earth that latitudes refer to.
 *
 * @param name as the CF conventions spell it, such as {@code GRS 1980}; empty if it has none
 * @param semiMajorMetres radius of the equator, metres, above 0
 * @param inverseFlattening a / (a - b), at least 1; 0 for a sphere
 */
public record Ellipsoid(String name, double semiMajorMetres, double inverseFlattening) {

    /** The ellipsoid of Japan's geodetic system, which JMA's files name. */
    public static final Ellipsoid GRS_1980 = new Ellipsoid("GRS 1980", 6_378_137, 298.257222101);

    public Ellipsoid {
        if (!(semiMajorMetres > 0 && semiMajorMetres < 1e8)) {
            throw new IllegalArgumentException("an earth with a radius of %s m".formatted(semiMajorMetres));
        }
        if (!(inverseFlattening == 0 || inverseFlattening > 1) || Double.isInfinite(inverseFlattening)) {
            throw new IllegalArgumentException(
                    "an earth with an inverse flattening of %s".formatted(inverseFlattening));
        }
    }

    /** An ellipsoid without a name, given by its axes in metres. */
    public static Ellipsoid ofAxes(double semiMajorMetres, double semiMinorMetres) {
        double difference = semiMajorMetres - semiMinorMetres;
        return new Ellipsoid("", semiMajorMetres, difference == 0 ? 0 : semiMajorMetres / difference);
    }

    /** Whether all radii are the same. */
    public boolean isSphere() {
        return inverseFlattening == 0;
    }

    /** Distance from the centre to a pole, metres. */
    public double semiMinorMetres() {
        return isSphere() ? semiMajorMetres : semiMajorMetres - semiMajorMetres / inverseFlattening;
    }
}
