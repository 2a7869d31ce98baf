package amagumo.model.ensemble;

import amagumo.model.motion.Blur;
import amagumo.model.threads.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A field as a sum of bands, each of the scales between two Gaussian smoothings, an octave apart: the cascade of Seed
 * (2003) without a Fourier transform. What is larger than the largest scale is in no band.
 */
final class Scales {

    /** By standard deviations in cells; waves of 5 times their length are halved. */
    private static final List<Blur> SMOOTHINGS =
            List.of(new Blur(0.75), new Blur(1.5), new Blur(3), new Blur(6), new Blur(12), new Blur(24));

    /** How many bands there are, the smallest scales first. */
    static final int COUNT = SMOOTHINGS.size();

    /** How many cells away a cell still has an effect on the bands. */
    static final int REACH = SMOOTHINGS.get(COUNT - 1).reach();

    /** The standard deviation of each band of white noise of variance 1. */
    private static final double[] OF_WHITE_NOISE = ofWhiteNoise();

    private Scales() {}

    /**
     * The bands of a field.
     *
     * @param field {@code [row][column]}, 0 or above, nowhere missing
     * @return a field each, the smallest scales first
     */
    static List<float[][]> bands(float[][] field) {
        List<float[][]> bands = new ArrayList<>();
        float[][] finer = field;
        for (Blur smoothing : SMOOTHINGS) {
            float[][] smoothed = smoothing.apply(field);
            bands.add(difference(finer, smoothed, 1));
            finer = smoothed;
        }
        return bands;
    }

    /**
     * One band of white noise of variance 1, with variance 1 again and a mean of 0.
     *
     * @param noise as for {@link #bands}
     * @param band from 0
     */
    static float[][] ofNoise(float[][] noise, int band) {
        float[][] finer = band == 0 ? noise : SMOOTHINGS.get(band - 1).apply(noise);
        return difference(finer, SMOOTHINGS.get(band).apply(noise), (float) (1 / OF_WHITE_NOISE[band]));
    }

    /** Adds a band to what is the sum of some. */
    static void add(float[][] sum, float[][] band, double amplitude) {
        float factor = (float) amplitude;
        Rows.forEach(sum.length, sum[0].length, r -> {
            for (int c = 0; c < sum[r].length; c++) {
                sum[r][c] += factor * band[r][c];
            }
        });
    }

    /** The mean square of each band. */
    static double[] power(List<float[][]> bands) {
        return bands.stream()
                .mapToDouble(band ->
                        Arrays.stream(band).mapToDouble(Scales::sumOfSquares).sum()
                                / ((double) band.length * band[0].length))
                .toArray();
    }

    private static double sumOfSquares(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += value * value;
        }
        return sum;
    }

    /** A filter makes of white noise of variance 1 a field whose variance is the sum of the squares of its weights. */
    private static double[] ofWhiteNoise() {
        int side = 2 * REACH + 1;
        float[][] impulse = new float[side][side];
        impulse[REACH][REACH] = 1;
        return Arrays.stream(power(bands(impulse)))
                .map(mean -> Math.sqrt(mean * side * side))
                .toArray();
    }

    private static float[][] difference(float[][] a, float[][] b, float scale) {
        float[][] difference = new float[a.length][a[0].length];
        Rows.forEach(a.length, a[0].length, r -> {
            for (int c = 0; c < a[r].length; c++) {
                difference[r][c] = scale * (a[r][c] - b[r][c]);
            }
        });
        return difference;
    }
}
