package amagumo.model.verification;

/**
 * How reliable each class of forecast intensity is: how many cells were forecast in it, their mean forecast, and the
 * mean that was then observed.
 */
public final class IntensityClasses {

    private static final float[] LOWER_BOUNDS = {0, 0.1f, 0.5f, 1, 2, 5, 10, 20, 30, 50};

    private final long[] cells = new long[LOWER_BOUNDS.length];
    private final double[] forecast = new double[LOWER_BOUNDS.length];
    private final double[] observed = new double[LOWER_BOUNDS.length];

    /**
     * One class.
     *
     * @param fromMmH its lower bound; its upper bound is that of the next class
     * @param cells how many cells were forecast in it
     * @param meanForecast mm/h, NaN if there were none
     * @param meanObserved mm/h, NaN if there were none
     */
    public record IntensityClass(float fromMmH, long cells, double meanForecast, double meanObserved) {}

    /** The number of classes. */
    public static int count() {
        return LOWER_BOUNDS.length;
    }

    /** A class, 0 to {@link #count()} - 1, weakest first. */
    public IntensityClass get(int index) {
        return new IntensityClass(
                LOWER_BOUNDS[index], cells[index], forecast[index] / cells[index], observed[index] / cells[index]);
    }

    void add(float forecastMmH, float observedMmH) {
        int index = LOWER_BOUNDS.length - 1;
        while (index > 0 && forecastMmH < LOWER_BOUNDS[index]) {
            index--;
        }
        cells[index]++;
        forecast[index] += forecastMmH;
        observed[index] += observedMmH;
    }
}
