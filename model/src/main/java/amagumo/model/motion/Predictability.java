package amagumo.model.motion;

import amagumo.ingest.radar.CellBox;
import java.util.Arrays;
import java.util.List;

/**
 * How fast the rain of a window loses its small scales, measured on the window's own inputs: each earlier frame is
 * moved to the time of the last one and smoothed by the amount that brings it nearest to it. Two minutes of drizzle and
 * a quarter of an hour of thunderstorms differ by a factor of ten.
 */
final class Predictability {

    /** The spreads that are tried: the standard deviation, in cells, that suits one step. */
    private static final double[] SPREADS = {0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6};

    /** The standard deviation grows with this power of the number of steps among the inputs. */
    private static final double GROWTH = 0.8;

    /** Rates above this count as this: otherwise a few cells of hail would decide alone. */
    private static final float CEILING_MM_H = 30;

    private static final double UNKNOWN = 1;

    /** Large grids are judged by so many of their squares. */
    private static final int SQUARES = 4;

    private Predictability() {}

    /** The spread that suits the inputs, {@value #UNKNOWN} if there is no rain. */
    static double spread(List<float[][]> inputs, MovingFrame frame) {
        float[][] last = inputs.get(inputs.size() - 1);
        List<CellBox> squares = RainySquares.of(last, SQUARES);
        double[] total = new double[SPREADS.length];
        for (int lag = 1; lag < inputs.size(); lag++) {
            float[][] before = inputs.get(inputs.size() - 1 - lag);
            double[] errors = new double[SPREADS.length];
            for (CellBox square : squares) {
                float[][] earlier = moved(before, lag, frame, square);
                float[][] truth = RainySquares.part(last, square);
                for (int s = 0; s < SPREADS.length; s++) {
                    double deviation = SPREADS[s] * Math.pow(lag, GROWTH);
                    errors[s] += squaredError(new Blur(deviation).apply(earlier), earlier, truth);
                }
            }
            double least = Arrays.stream(errors).min().orElseThrow();
            for (int s = 0; s < SPREADS.length; s++) {
                total[s] += least > 0 ? errors[s] / least : 0;
            }
        }
        int best = -1;
        for (int s = 0; s < SPREADS.length; s++) {
            if (total[s] > 0 && (best < 0 || total[s] < total[best])) {
                best = s;
            }
        }
        return best < 0 ? UNKNOWN : SPREADS[best];
    }

    private static float[][] moved(float[][] earlier, int steps, MovingFrame frame, CellBox square) {
        return frame.motion()
                .map(motion -> Advection.advect(earlier, motion, steps, Inflow.UNKNOWN, square))
                .orElseGet(() -> RainySquares.part(earlier, square));
    }

    private static double squaredError(float[][] smoothed, float[][] earlier, float[][] truth) {
        double sum = 0;
        for (int r = 0; r < truth.length; r++) {
            for (int c = 0; c < truth[r].length; c++) {
                // Beside many missing cells what is known of a cell may weigh too little for a mean.
                if (!Float.isNaN(truth[r][c]) && !Float.isNaN(earlier[r][c]) && !Float.isNaN(smoothed[r][c])) {
                    double error = Math.min(CEILING_MM_H, smoothed[r][c]) - Math.min(CEILING_MM_H, truth[r][c]);
                    sum += error * error;
                }
            }
        }
        return sum;
    }
}
