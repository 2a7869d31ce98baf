package amagumo.model.verification;

/** The sums over cells and windows for one lead time; the scores are quotients of these sums. */
final class LeadSums {

    /** Thresholds of the contingency tables, mm/h. */
    static final float[] THRESHOLDS = {0.5f, 1, 2, 5, 10, 20};

    /** Threshold of the fractions skill score, mm/h. */
    static final float FSS_THRESHOLD = 1;

    private static final double NO_DIVISION_BY_ZERO = 1e-9;

    private final long[] hits = new long[THRESHOLDS.length];
    private final long[] misses = new long[THRESHOLDS.length];
    private final long[] falseAlarms = new long[THRESHOLDS.length];
    private final IntensityClasses classes = new IntensityClasses();
    private long cells;
    private double squaredError;
    private double absoluteError;
    private double forecastSum;
    private double observedSum;
    private double product;
    private double forecastSquared;
    private double observedSquared;
    private double correlations;
    private long rainyFrames;
    private double fssDifference;
    private double fssSum;

    /**
     * Adds one frame. A cell counts if it was observed in this frame and in the last input frame; a forecast that is
     * missing there counts as 0 mm/h.
     */
    void add(float[][] observed, float[][] forecast, float[][] lastInput, int fssWindow) {
        int rows = observed.length;
        int columns = observed[0].length;
        byte[] observedEvent = new byte[rows * columns];
        byte[] forecastEvent = new byte[rows * columns];
        double pt = 0;
        double pp = 0;
        double tt = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float t = observed[r][c];
                if (Float.isNaN(t) || Float.isNaN(lastInput[r][c])) {
                    continue;
                }
                float p = Float.isNaN(forecast[r][c]) ? 0 : forecast[r][c];
                count(t, p);
                pt += (double) p * t;
                pp += (double) p * p;
                tt += (double) t * t;
                observedEvent[r * columns + c] = (byte) (t >= FSS_THRESHOLD ? 1 : 0);
                forecastEvent[r * columns + c] = (byte) (p >= FSS_THRESHOLD ? 1 : 0);
            }
        }
        product += pt;
        forecastSquared += pp;
        observedSquared += tt;
        if (tt > 0) {
            correlations += correlation(pt, pp, tt);
            rainyFrames++;
        }
        FractionsSkill fractions = FractionsSkill.of(observedEvent, forecastEvent, rows, columns, fssWindow);
        fssDifference += fractions.squaredDifference();
        fssSum += fractions.squaredSum();
    }

    private void count(float t, float p) {
        double error = (double) p - t;
        cells++;
        squaredError += error * error;
        absoluteError += Math.abs(error);
        forecastSum += p;
        observedSum += t;
        for (int k = 0; k < THRESHOLDS.length; k++) {
            boolean came = t >= THRESHOLDS[k];
            boolean foreseen = p >= THRESHOLDS[k];
            if (came && foreseen) {
                hits[k]++;
            } else if (came) {
                misses[k]++;
            } else if (foreseen) {
                falseAlarms[k]++;
            } else {
                // Higher thresholds are not reached either.
                break;
            }
        }
        classes.add(p, t);
    }

    /** The table of a threshold, by its place in {@link #THRESHOLDS}. */
    ContingencyTable table(int threshold) {
        return new ContingencyTable(
                hits[threshold],
                misses[threshold],
                falseAlarms[threshold],
                cells - hits[threshold] - misses[threshold] - falseAlarms[threshold]);
    }

    IntensityClasses classes() {
        return classes;
    }

    long cells() {
        return cells;
    }

    double meanSquaredError() {
        return squaredError / cells;
    }

    double meanAbsoluteError() {
        return absoluteError / cells;
    }

    double bias() {
        return forecastSum / observedSum;
    }

    double meanCorrelation() {
        return correlations / rainyFrames;
    }

    double pooledCorrelation() {
        return correlation(product, forecastSquared, observedSquared);
    }

    double fractionsSkillScore() {
        return 1 - fssDifference / fssSum;
    }

    private static double correlation(double pt, double pp, double tt) {
        return pt / (Math.sqrt(pp * tt) + NO_DIVISION_BY_ZERO);
    }
}
