package amagumo.model.ensemble;

/** The normal distribution of mean 0 and variance 1. */
final class Normal {

    private static final int PER_UNIT = 256;
    private static final int END = 8;

    /** The probability of a higher number than each of the steps from -8 to 8. */
    private static final double[] ABOVE = table();

    private Normal() {}

    /**
     * The number that is exceeded with a probability: linear between steps of a 256th.
     *
     * @param probability 0 to 1; NaN gives NaN, what is nearly certain or impossible gives -8 or 8
     */
    static double exceededWith(double probability) {
        if (Double.isNaN(probability)) {
            return Double.NaN;
        }
        int low = 0;
        int high = ABOVE.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (ABOVE[middle] > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (ABOVE[low] - probability) / (ABOVE[low] - ABOVE[high]);
        return (low + Math.max(0, Math.min(1, share))) / PER_UNIT - END;
    }

    /** The density, summed from the upper end by Simpson's rule. */
    private static double[] table() {
        double[] above = new double[2 * END * PER_UNIT + 1];
        double step = 1.0 / PER_UNIT;
        for (int i = above.length - 2; i >= 0; i--) {
            double x = i * step - END;
            above[i] = above[i + 1] + step / 6 * (density(x) + 4 * density(x + step / 2) + density(x + step));
        }
        return above;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
