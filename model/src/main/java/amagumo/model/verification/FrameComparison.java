package amagumo.model.verification;

import java.util.stream.IntStream;

/** The comparison of one frame with what was forecast of it, cell by cell. */
final class FrameComparison {

    private static final int THRESHOLDS = LeadSums.THRESHOLDS_MM_H.size();

    private final float[][] observed;
    private final float[][] forecast;
    private final float[][] lastInput;
    private final float[] thresholds = new float[THRESHOLDS];
    private final long[] hits = new long[THRESHOLDS];
    private final long[] misses = new long[THRESHOLDS];
    private final long[] falseAlarms = new long[THRESHOLDS];
    private long cells;
    private double squaredError;
    private double absoluteError;
    private double forecastSum;
    private double observedSum;
    private double product;
    private double forecastSquared;
    private double observedSquared;

    /** Fields {@code [row][column]} in mm/h, NaN missing. */
    FrameComparison(float[][] observed, float[][] forecast, float[][] lastInput) {
        this.observed = observed;
        this.forecast = forecast;
        this.lastInput = lastInput;
        IntStream.range(0, THRESHOLDS).forEach(k -> thresholds[k] = LeadSums.THRESHOLDS_MM_H.get(k));
    }

    LeadSums sums(int fssWindow) {
        int rows = observed.length;
        int columns = observed[0].length;
        byte[] observedEvent = new byte[rows * columns];
        byte[] forecastEvent = new byte[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (counts(r, c)) {
                    float t = observed[r][c];
                    float p = forecastAt(r, c);
                    count(t, p);
                    observedEvent[r * columns + c] = (byte) (t >= LeadSums.FSS_THRESHOLD ? 1 : 0);
                    forecastEvent[r * columns + c] = (byte) (p >= LeadSums.FSS_THRESHOLD ? 1 : 0);
                }
            }
        }
        boolean rainy = observedSquared > 0;
        FractionsSkill fractions = FractionsSkill.of(observedEvent, forecastEvent, rows, columns, fssWindow);
        return new LeadSums(
                1,
                cells,
                squaredError,
                absoluteError,
                forecastSum,
                observedSum,
                product,
                forecastSquared,
                observedSquared,
                rainy ? LeadSums.correlation(product, forecastSquared, observedSquared) : 0,
                rainy ? 1 : 0,
                fractions.squaredDifference(),
                fractions.squaredSum(),
                IntStream.range(0, THRESHOLDS)
                        .mapToObj(k -> new LeadSums.Events(hits[k], misses[k], falseAlarms[k]))
                        .toList());
    }

    /** Adds the cells to their classes of forecast intensity. */
    void addTo(IntensityClasses classes) {
        for (int r = 0; r < observed.length; r++) {
            for (int c = 0; c < observed[r].length; c++) {
                if (counts(r, c)) {
                    classes.add(forecastAt(r, c), observed[r][c]);
                }
            }
        }
    }

    private boolean counts(int r, int c) {
        return !Float.isNaN(observed[r][c]) && !Float.isNaN(lastInput[r][c]);
    }

    private float forecastAt(int r, int c) {
        return Float.isNaN(forecast[r][c]) ? 0 : forecast[r][c];
    }

    private void count(float t, float p) {
        double error = (double) p - t;
        cells++;
        squaredError += error * error;
        absoluteError += Math.abs(error);
        forecastSum += p;
        observedSum += t;
        product += (double) p * t;
        forecastSquared += (double) p * p;
        observedSquared += (double) t * t;
        for (int k = 0; k < THRESHOLDS; k++) {
            boolean came = t >= thresholds[k];
            boolean foreseen = p >= thresholds[k];
            if (came && foreseen) {
                hits[k]++;
            } else if (came) {
                misses[k]++;
            } else if (foreseen) {
                falseAlarms[k]++;
            } else {
                break; // higher thresholds are reached no more
            }
        }
    }
}
