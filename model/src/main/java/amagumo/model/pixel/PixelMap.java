package amagumo.model.pixel;

import amagumo.ingest.radar.RainRate;

/**
 * Rain rate (mm/h) to pixel (0 to 1) and back, over reflectivity: {@code pixel = (dBZ - lowDbz) / (highDbz - lowDbz)},
 * clamped, with {@code dBZ = 10 log10(a) + 10 b log10(rate)}. A rate at or below that of {@code lowDbz} is exactly 0 and
 * comes back as 0 mm/h; NaN (missing) stays NaN both ways.
 *
 * @param a factor of the Z-R relation, above 0
 * @param b exponent of the Z-R relation, above 0
 * @param lowDbz reflectivity of pixel 0, dBZ
 * @param highDbz reflectivity of pixel 1, dBZ, above {@code lowDbz}
 */
public record PixelMap(double a, double b, double lowDbz, double highDbz) {

    /** Marshall-Palmer, from 0.1 mm/h to 60 dBZ (205 mm/h). */
    public static final PixelMap DEFAULT = new PixelMap(
            RainRate.MARSHALL_PALMER.a(), RainRate.MARSHALL_PALMER.b(), RainRate.MARSHALL_PALMER.dBZ(0.1), 60);

    public PixelMap {
        new RainRate(a, b);
        if (!(lowDbz < highDbz) || Double.isInfinite(lowDbz) || Double.isInfinite(highDbz)) {
            throw new IllegalArgumentException("%s..%s dBZ is not a range".formatted(lowDbz, highDbz));
        }
    }

    /** The largest rain rate whose pixel is 0, mm/h. */
    public float dryRateMmH() {
        return (float) new RainRate(a, b).rateMmH(lowDbz);
    }

    /** The pixel of a rain rate in mm/h. */
    public float pixel(float rateMmH) {
        float[] pixel = new float[1];
        pixels(new float[] {rateMmH}, pixel);
        return pixel[0];
    }

    /** The rain rate of a pixel, mm/h; a pixel outside 0 to 1 counts as the nearer of the two. */
    public float rateMmH(float pixel) {
        double scale = (highDbz - lowDbz) * Math.log(10) / (10 * b);
        double offset = (lowDbz - 10 * Math.log10(a)) * Math.log(10) / (10 * b);
        return pixel <= 0 ? 0 : (float) Math.exp(scale * Math.min(1, pixel) + offset);
    }

    /**
     * The pixels of many rain rates.
     *
     * @param rates mm/h
     * @param pixels filled with as many pixels; may be the same array
     */
    public void pixels(float[] rates, float[] pixels) {
        // Compared as floats: 0.1f is a little more than 0.1.
        float dry = dryRateMmH();
        double scale = 10 * b / Math.log(10) / (highDbz - lowDbz);
        double offset = (10 * Math.log10(a) - lowDbz) / (highDbz - lowDbz);
        for (int i = 0; i < rates.length; i++) {
            float rate = rates[i];
            pixels[i] = rate <= dry ? 0 : (float) Math.min(1, Math.max(0, scale * Math.log(rate) + offset));
        }
    }
}
