package amagumo.model.motion;

/** What {@link Blur} is defined as, from the paper: each pass a sum over the neighbours of each cell, along rows and then columns. */
final class NaiveBlur {

    private NaiveBlur() {}

    static float[][] apply(float[][] field, double deviation) {
        double[][] sums = new double[field.length][field[0].length];
        double[][] weights = new double[field.length][field[0].length];
        for (int r = 0; r < field.length; r++) {
            for (int c = 0; c < field[r].length; c++) {
                sums[r][c] = Float.isNaN(field[r][c]) ? 0 : field[r][c];
                weights[r][c] = Float.isNaN(field[r][c]) ? 0 : 1;
            }
        }
        double[][] smoothedSums = smoothed(sums, deviation);
        double[][] smoothedWeights = smoothed(weights, deviation);
        float[][] means = new float[field.length][field[0].length];
        for (int r = 0; r < field.length; r++) {
            for (int c = 0; c < field[r].length; c++) {
                double mean = smoothedSums[r][c] / smoothedWeights[r][c];
                means[r][c] = smoothedWeights[r][c] < 1e-3 ? Float.NaN : (float) mean;
            }
        }
        return means;
    }

    /** The kernel of Gwosdek et al. 2011, equations 9 to 12, with three passes. */
    private static double[][] smoothed(double[][] field, double deviation) {
        double variance = deviation * deviation;
        int radius = (int) Math.floor(0.5 * Math.sqrt(12 * variance / 3 + 1) - 0.5);
        double rim = (2 * radius + 1)
                * (radius * (radius + 1) - 3 * variance / 3)
                / (6 * (variance / 3 - (radius + 1) * (radius + 1)));
        double[][] smoothed = field;
        for (int pass = 0; pass < 3; pass++) {
            smoothed = once(smoothed, radius, rim, 0, 1);
        }
        for (int pass = 0; pass < 3; pass++) {
            smoothed = once(smoothed, radius, rim, 1, 0);
        }
        return smoothed;
    }

    private static double[][] once(double[][] field, int radius, double rim, int down, int across) {
        double[][] mean = new double[field.length][field[0].length];
        for (int r = 0; r < field.length; r++) {
            for (int c = 0; c < field[r].length; c++) {
                for (int k = -radius - 1; k <= radius + 1; k++) {
                    int row = Math.max(0, Math.min(field.length - 1, r + k * down));
                    int column = Math.max(0, Math.min(field[0].length - 1, c + k * across));
                    mean[r][c] += (Math.abs(k) <= radius ? 1 : rim) * field[row][column];
                }
                mean[r][c] /= 2 * radius + 1 + 2 * rim;
            }
        }
        return mean;
    }
}
