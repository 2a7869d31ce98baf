package amagumo.bench.question;

import amagumo.model.pixel.PixelMap;

/**
 * The disc filter that Shi et al. 2015 (section 4.2) apply to their radar maps: the mean of the pixels (grey levels of the
 * reflectivity, not rain rates) in a disc. Cells beyond the edge and missing ones do not count.
 */
final class DiscFilter {

    private final int radius;

    /** A filter of a radius in cells. */
    DiscFilter(int radius) {
        this.radius = radius;
    }

    /** Rain rates {@code [row][column]} in mm/h, filtered; NaN stays NaN. */
    float[][] rates(float[][] rates) {
        int rows = rates.length;
        int columns = rates[0].length;
        double[][] sums = new double[rows][columns + 1];
        int[][] counts = new int[rows][columns + 1];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                boolean known = !Float.isNaN(rates[r][c]);
                sums[r][c + 1] = sums[r][c] + (known ? PixelMap.DEFAULT.pixel(rates[r][c]) : 0);
                counts[r][c + 1] = counts[r][c] + (known ? 1 : 0);
            }
        }
        float[][] filtered = new float[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                filtered[r][c] = Float.isNaN(rates[r][c]) ? Float.NaN : at(r, c, sums, counts);
            }
        }
        return filtered;
    }

    private float at(int row, int column, double[][] sums, int[][] counts) {
        double sum = 0;
        int count = 0;
        for (int r = Math.max(0, row - radius); r <= Math.min(sums.length - 1, row + radius); r++) {
            int half = (int) Math.sqrt(radius * radius - (r - row) * (r - row));
            int from = Math.max(0, column - half);
            int to = Math.min(sums[r].length - 1, column + half + 1);
            sum += sums[r][to] - sums[r][from];
            count += counts[r][to] - counts[r][from];
        }
        return PixelMap.DEFAULT.rateMmH((float) (sum / count));
    }
}
