package amagumo.model.pixel;

import java.util.ArrayList;
import java.util.List;

/**
 * A monotone table from the network's pixel to rain rate, linear in between, used instead of the {@link PixelMap}'s
 * inverse; an empty table means that inverse.
 *
 * @param pixels rising strictly from 0 to 1, or empty
 * @param ratesMmH as many rain rates in mm/h, from 0 on, never falling
 */
public record OutputMapping(List<Double> pixels, List<Double> ratesMmH) {

    /** The pixel map's own inverse. */
    public static final OutputMapping INVERSE = new OutputMapping(List.of(), List.of());

    /** More rows than any useful table has; it bounds what a file can ask for. */
    public static final int MAX_ROWS = 4096;

    /** Enough that a straight line between two rows is off by less than 0.02 % of the rate. */
    private static final int ABOVE_DRY_ROWS = 256;

    public OutputMapping {
        pixels = List.copyOf(pixels);
        ratesMmH = List.copyOf(ratesMmH);
        if (pixels.size() != ratesMmH.size() || pixels.size() == 1 || pixels.size() > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "an output mapping of %d pixels and %d rain rates".formatted(pixels.size(), ratesMmH.size()));
        }
        if (!pixels.isEmpty() && (pixels.get(0) != 0 || pixels.get(pixels.size() - 1) != 1)) {
            throw new IllegalArgumentException("an output mapping whose pixels do not go from 0 to 1");
        }
        for (int i = 0; i < pixels.size(); i++) {
            boolean rises = i == 0 || pixels.get(i) > pixels.get(i - 1);
            boolean falls = i > 0 && ratesMmH.get(i) < ratesMmH.get(i - 1);
            if (!rises || falls || !(ratesMmH.get(i) >= 0) || Double.isInfinite(ratesMmH.get(i))) {
                throw new IllegalArgumentException("row %d of an output mapping is not monotone".formatted(i));
            }
        }
    }

    /**
     * A pixel map's inverse, minus the rain rate of pixel 0: what the output of a network means that was trained on
     * rain rates plus that rate.
     */
    public static OutputMapping aboveDry(PixelMap map) {
        List<Double> pixels = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i <= ABOVE_DRY_ROWS; i++) {
            float pixel = (float) i / ABOVE_DRY_ROWS;
            pixels.add((double) pixel);
            rates.add(Math.max(0.0, map.rateMmH(pixel) - map.dryRateMmH()));
        }
        return new OutputMapping(pixels, rates);
    }

    /**
     * The rain rate of a pixel in mm/h; a pixel outside 0 to 1 counts as the nearer of the two, NaN stays NaN.
     *
     * @param map the map whose inverse applies if this table is empty
     */
    public float rateMmH(PixelMap map, float pixel) {
        if (pixels.isEmpty() || Float.isNaN(pixel)) {
            return map.rateMmH(pixel);
        }
        double x = Math.min(1, Math.max(0, pixel));
        int low = 0;
        int high = pixels.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (pixels.get(middle) <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (x - pixels.get(low)) / (pixels.get(high) - pixels.get(low));
        return (float) (ratesMmH.get(low) + (ratesMmH.get(high) - ratesMmH.get(low)) * share);
    }
}
