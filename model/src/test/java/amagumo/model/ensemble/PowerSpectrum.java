package amagumo.model.ensemble;

/** The radially averaged power spectrum of a square field under a Hann window, by a plain radix-2 Fourier transform. */
final class PowerSpectrum {

    private final int side;
    private final double[] mean;

    /**
     * @param field {@code [row][column]}, whose side is a power of 2
     */
    PowerSpectrum(float[][] field) {
        side = field.length;
        double[] window = new double[side];
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < side; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (side - 1));
        }
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                weights += window[r] * window[c];
                sum += window[r] * window[c] * field[r][c];
            }
        }
        double[][] real = new double[side][side];
        double[][] imaginary = new double[side][side];
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                real[r][c] = window[r] * window[c] * (field[r][c] - sum / weights);
            }
            transform(real[r], imaginary[r]);
        }
        mean = new double[side / 2];
        int[] count = new int[side / 2];
        for (int c = 0; c < side; c++) {
            double[] columnReal = new double[side];
            double[] columnImaginary = new double[side];
            for (int r = 0; r < side; r++) {
                columnReal[r] = real[r][c];
                columnImaginary[r] = imaginary[r][c];
            }
            transform(columnReal, columnImaginary);
            for (int r = 0; r < side; r++) {
                int ring = (int) Math.hypot(Math.min(r, side - r), Math.min(c, side - c));
                if (ring < mean.length) {
                    mean[ring] += columnReal[r] * columnReal[r] + columnImaginary[r] * columnImaginary[r];
                    count[ring]++;
                }
            }
        }
        for (int ring = 0; ring < mean.length; ring++) {
            mean[ring] /= count[ring];
        }
    }

    /** The power of waves from one length up to another, in cells. */
    double between(double shortest, double longest) {
        double sum = 0;
        for (int ring = (int) Math.ceil(side / longest); ring < Math.min(mean.length, side / shortest); ring++) {
            sum += mean[ring];
        }
        return sum;
    }

    /** In place, Cooley and Tukey (1965). */
    private static void transform(double[] real, double[] imaginary) {
        int n = real.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int length = 2; length <= n; length <<= 1) {
            for (int start = 0; start < n; start += length) {
                for (int i = 0; i < length / 2; i++) {
                    double cos = Math.cos(-2 * Math.PI * i / length);
                    double sin = Math.sin(-2 * Math.PI * i / length);
                    int a = start + i;
                    int b = a + length / 2;
                    double turnedReal = real[b] * cos - imaginary[b] * sin;
                    double turnedImaginary = real[b] * sin + imaginary[b] * cos;
                    real[b] = real[a] - turnedReal;
                    imaginary[b] = imaginary[a] - turnedImaginary;
                    real[a] += turnedReal;
                    imaginary[a] += turnedImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
