package amagumo.bench.motion;

import amagumo.ingest.store.FrameStore;
import amagumo.model.motion.MotionField;
import amagumo.model.nowcast.NowcastInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well the map's way between two frames explains the frame in the middle, which is held back: every second frame of a store
 * is left out, the motion is estimated from what remains, and the middle is compared with the truth, beside a cross-fade. The
 * formula is that of the page's shader, which is held to a plain one by {@code web/src/test/js/rainCanvasTest.js}.
 */
public final class HeldBackFrames {

    private static final int NODES = 16;

    private HeldBackFrames() {}

    /** Sums of squared errors over the cells that both ways know. */
    private static final class Errors {
        private double faded;
        private double moved;
        private long cells;

        void add(float[][] before, float[][] after, float[][] truth, MotionField motion) {
            for (int row = 0; row < truth.length; row++) {
                for (int column = 0; column < truth[row].length; column++) {
                    double known = before[row][column] + after[row][column] + (double) truth[row][column];
                    if (!Double.isNaN(known)) {
                        double east = motion.east(row, column) / 2;
                        double south = motion.south(row, column) / 2;
                        faded += square((before[row][column] + after[row][column]) / 2 - truth[row][column]);
                        moved += square(middle(
                                        bilinear(before, row - south, column - east),
                                        bilinear(after, row + south, column + east),
                                        (before[row][column] + after[row][column]) / 2)
                                - truth[row][column]);
                        cells++;
                    }
                }
            }
        }

        private static double middle(double one, double other, double otherwise) {
            if (Double.isNaN(one) && Double.isNaN(other)) {
                return otherwise; // the page then shows what stands there
            }
            return Double.isNaN(one) ? other : Double.isNaN(other) ? one : (one + other) / 2;
        }

        private static double square(double difference) {
            return difference * difference;
        }
    }

    /** Prints a line for each store that is named. */
    public static void main(String[] stores) throws IOException {
        for (String name : stores) {
            FrameStore store = FrameStore.open(Path.of(name));
            Map<Instant, float[][]> frames = new HashMap<>();
            for (Instant time : store.times()) {
                frames.put(time, store.frame(time).read(store.grid().allCells()).values());
            }
            Errors errors = new Errors();
            int middles = 0;
            Duration step = Duration.ofMinutes(store.stepMinutes());
            List<Instant> times = store.times();
            for (int i = 0; i < times.size(); i += 2) {
                middles += compare(frames, times.get(i), step, errors) ? 1 : 0;
            }
            System.out.printf(
                    "%s: %d frames of %d min held back; cross-fade %.4f, moved %.4f (mm/h)^2: %.0f %%%n",
                    Path.of(name).getFileName(),
                    middles,
                    store.stepMinutes(),
                    errors.faded / errors.cells,
                    errors.moved / errors.cells,
                    100 * errors.moved / errors.faded);
        }
    }

    /** Whether there are the frames for a middle that ends two steps after a time. */
    private static boolean compare(Map<Instant, float[][]> frames, Instant before, Duration step, Errors errors) {
        Instant after = before.plus(step.multipliedBy(2));
        List<float[][]> shown = new ArrayList<>();
        for (int i = NowcastInput.FRAMES - 1; i >= 0; i--) {
            float[][] frame = frames.get(after.minus(step.multipliedBy(2L * i)));
            if (frame == null) {
                return false;
            }
            shown.add(frame);
        }
        float[][] truth = frames.get(before.plus(step));
        if (truth == null) {
            return false;
        }
        errors.add(frames.get(before), frames.get(after), truth, coarse(MotionField.estimate(shown)));
        return true;
    }

    /** The motion as it travels: its means in squares. */
    private static MotionField coarse(MotionField field) {
        int side = Math.max(1, (int) Math.ceil(Math.max(field.rows(), field.columns()) / (double) NODES));
        int rows = (field.rows() + side - 1) / side;
        int columns = (field.columns() + side - 1) / side;
        float[] east = new float[rows * columns];
        float[] south = new float[rows * columns];
        float[] cells = new float[rows * columns];
        for (int row = 0; row < field.rows(); row++) {
            for (int column = 0; column < field.columns(); column++) {
                int node = row / side * columns + column / side;
                east[node] += field.east(row, column);
                south[node] += field.south(row, column);
                cells[node]++;
            }
        }
        for (int node = 0; node < cells.length; node++) {
            east[node] /= cells[node];
            south[node] /= cells[node];
        }
        return new MotionField(field.rows(), field.columns(), side, east, south);
    }

    /** Between the centres of cells, of those that are known; NaN where these weigh less than the others, or beyond the edges. */
    private static double bilinear(float[][] frame, double row, double column) {
        if (row < -0.5 || column < -0.5 || row > frame.length - 0.5 || column > frame[0].length - 0.5) {
            return Double.NaN;
        }
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double sum = 0;
        double weights = 0;
        for (int r = top; r <= top + 1; r++) {
            for (int c = left; c <= left + 1; c++) {
                float rate = frame[Math.min(frame.length - 1, Math.max(0, r))][
                        Math.min(frame[0].length - 1, Math.max(0, c))];
                double weight = (1 - Math.abs(row - r)) * (1 - Math.abs(column - c));
                if (!Float.isNaN(rate)) {
                    sum += weight * rate;
                    weights += weight;
                }
            }
        }
        return weights < 0.5 ? Double.NaN : sum / weights;
    }
}
