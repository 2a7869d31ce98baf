package amagumo.model.ensemble;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.RainySquares;
import amagumo.model.threads.Rows;
import java.util.List;

/**
 * What rain rate normally distributed noise stands for in each cell: the inverse of the exceedance probabilities of one lead. The
 * logarithm of the rate is linear in the noise between two thresholds, and beyond the highest, as if rain were
 * lognormal there; below the lowest threshold it is dry.
 *
 * @param thresholdsMmH increasing, above 0
 * @param needed for each threshold {@code [row][column]}: the noise from which on it is reached, nowhere lower than for a lower
 *     threshold, NaN where nothing is known
 */
record RainQuantiles(List<Float> thresholdsMmH, List<float[][]> needed) {

    /** By how much the logarithm of the rate grows at most with the noise beyond the highest threshold. */
    private static final double STEEPEST = 1;

    private static final double HIGHEST_MM_H = 200;

    /**
     * @param probabilities for each threshold {@code [row][column]}, nowhere larger than for a lower one, NaN where nothing is
     *     known
     */
    static RainQuantiles of(List<Float> thresholdsMmH, List<float[][]> probabilities) {
        return new RainQuantiles(
                thresholdsMmH, probabilities.stream().map(RainQuantiles::needed).toList());
    }

    private static float[][] needed(float[][] probabilities) {
        float[][] needed = new float[probabilities.length][probabilities[0].length];
        Rows.forEach(needed.length, needed[0].length, r -> {
            for (int c = 0; c < needed[r].length; c++) {
                needed[r][c] = (float) Normal.exceededWith(probabilities[r][c]);
            }
        });
        return needed;
    }

    /** The cells of a part of the grid. */
    RainQuantiles part(CellBox box) {
        return new RainQuantiles(
                thresholdsMmH,
                needed.stream().map(field -> RainySquares.part(field, box)).toList());
    }

    /**
     * The rain rates of one member.
     *
     * @param noise {@code [row][column]}, of mean 0 and variance 1
     * @return {@code [row][column]} in mm/h, NaN where nothing is known
     */
    float[][] rates(float[][] noise) {
        float[][] rates = new float[noise.length][noise[0].length];
        double[] logRates = thresholdsMmH.stream().mapToDouble(Math::log).toArray();
        Rows.forEach(noise.length, noise[0].length, r -> {
            double[] cell = new double[logRates.length];
            for (int c = 0; c < rates[r].length; c++) {
                for (int i = 0; i < cell.length; i++) {
                    cell[i] = needed.get(i)[r][c];
                }
                rates[r][c] = (float) rate(logRates, cell, noise[r][c]);
            }
        });
        return rates;
    }

    private static double rate(double[] logRates, double[] needed, float noise) {
        if (Double.isNaN(needed[0])) {
            return Double.NaN;
        }
        if (noise < needed[0]) {
            return 0;
        }
        int highest = needed.length - 1;
        int i = 0;
        while (i < highest && noise >= needed[i + 1]) {
            i++;
        }
        double steepness = i < highest
                ? steepness(logRates, needed, i)
                : Math.min(STEEPEST, steepness(logRates, needed, highest - 1));
        return Math.min(HIGHEST_MM_H, Math.exp(logRates[i] + steepness * (noise - needed[i])));
    }

    /** By how much the logarithm of the rate grows with the noise, from a threshold to the next. */
    private static double steepness(double[] logRates, double[] needed, int i) {
        return (logRates[i + 1] - logRates[i]) / (needed[i + 1] - needed[i]);
    }
}
