package amagumo.ingest.radar;

/**
 * The Z-R relation {@code Z = a R^b} between rain rate R (mm/h) and reflectivity: {@code dBZ = 10 log10(a) + 10 b
 * log10(R)}.
 *
 * @param a factor, above 0
 * @param b exponent, above 0
 */
public record RainRate(double a, double b) {

    /** Marshall and Palmer 1948: Z = 200 R^1.6. */
    public static final RainRate MARSHALL_PALMER = new RainRate(200, 1.6);

    public RainRate {
        if (!(a > 0 && b > 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
            throw new IllegalArgumentException("Z = %s R^%s is not a Z-R relation".formatted(a, b));
        }
    }

    /** Reflectivity of a rain rate: minus infinity for 0 mm/h, NaN for NaN. */
    public double dBZ(double rateMmH) {
        return 10 * Math.log10(a) + 10 * b * Math.log10(rateMmH);
    }

    /** Rain rate in mm/h for a reflectivity. */
    public double rateMmH(double dBZ) {
        return Math.pow(10, (dBZ - 10 * Math.log10(a)) / (10 * b));
    }
}
