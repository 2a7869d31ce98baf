package amagumo.model.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * Variational optical flow, coarse to fine: the one steady and smooth motion that best explains all pairs of
 * neighbouring frames (Horn and Schunck 1981; warping and a robust data term as in Brox et al. 2004). It plays the part
 * of ROVER's flow (Woo and Wong 2017).
 *
 * <p>Rain rates become decibels above 0.1 mm/h, pooled and smoothed, so that the shape of a shower counts as much as
 * its strength. The pyramid goes down to a few cells, so the coarsest level sees any motion of up to a quarter of the
 * grid per step.
 */
final class OpticalFlow {

    private static final float DRY_MM_H = 0.1f;

    /** Decibels are averaged over squares of this many cells: rain moves more smoothly than single cells show. */
    private static final int POOL = 2;

    /**
     * Grids with more cells than this get twice the pooling: their fields vary on larger scales, and computing time
     * matters.
     */
    private static final long LARGE_GRID_CELLS = 1_500_000;

    private static final double SMOOTHING_SQUARES = 2;
    private static final double SMOOTHING_BEFORE_HALVING = 0.7;
    private static final int SMALLEST_SIDE = 8;

    private OpticalFlow() {}

    static MotionField estimate(List<float[][]> frames) {
        if (frames.size() < 2) {
            throw new IllegalArgumentException("motion needs 2 frames, not %d".formatted(frames.size()));
        }
        int rows = frames.get(0).length;
        int columns = frames.get(0)[0].length;
        int spacing = (long) rows * columns > LARGE_GRID_CELLS ? 2 * POOL : POOL;
        List<List<FramePair>> pyramid = pyramid(FramePair.neighbours(
                frames, OpticalFlow::decibels, plane -> plane.pooled(spacing).smoothed(SMOOTHING_SQUARES)));
        Plane coarsest = pyramid.get(pyramid.size() - 1).get(0).before();
        Plane east = Plane.zeros(coarsest.rows(), coarsest.columns());
        Plane south = Plane.zeros(east.rows(), east.columns());
        for (int level = pyramid.size() - 1; level >= 0; level--) {
            Plane first = pyramid.get(level).get(0).before();
            if (level < pyramid.size() - 1) {
                east = east.refined(first.rows(), first.columns(), 2);
                south = south.refined(first.rows(), first.columns(), 2);
            }
            FlowLevel.refine(pyramid.get(level), east, south);
        }
        return new MotionField(rows, columns, spacing, times(spacing, east), times(spacing, south));
    }

    private static Plane decibels(float[][] rates) {
        return Plane.filled(rates.length, rates[0].length, (r, out, at) -> {
            for (int c = 0; c < rates[r].length; c++) {
                float rate = rates[r][c];
                out[at + c] = rate > DRY_MM_H ? (float) (10 * Math.log10(rate / DRY_MM_H)) : 0;
            }
        });
    }

    /** The pairs at all levels, finest first, each level half as fine as the one before. */
    private static List<List<FramePair>> pyramid(List<FramePair> finest) {
        List<List<FramePair>> levels = new ArrayList<>();
        List<FramePair> level = finest;
        levels.add(level);
        while (Math.min(level.get(0).before().rows(), level.get(0).before().columns()) >= 2 * SMALLEST_SIDE) {
            level = FramePair.each(
                    level, plane -> plane.smoothed(SMOOTHING_BEFORE_HALVING).pooled(2));
            levels.add(level);
        }
        return levels;
    }

    private static float[] times(int factor, Plane plane) {
        float[] values = plane.values();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }
}
