package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs of any shape: specks, noise, showers that last, are born or die, fronts; dry frames, and areas that go missing. */
final class RandomRain {

    private static final int[][] SHAPES = {{1, 1}, {1, 40}, {33, 2}, {17, 31}, {40, 40}, {64, 48}, {96, 72}, {72, 110}};

    private final Random random;

    RandomRain(long seed) {
        random = new Random(seed);
    }

    NowcastInput next() {
        int[] shape = SHAPES[random.nextInt(SHAPES.length)];
        float[][][] frames = new float[NowcastInput.FRAMES][shape[0]][shape[1]];
        switch (random.nextInt(4)) {
            case 0 -> specks(frames, (float) Math.pow(10, -3 * random.nextDouble()));
            case 1 -> showers(frames, false);
            case 2 -> showers(frames, true);
            default -> front(frames);
        }
        for (float[][] frame : frames) {
            lose(frame);
        }
        RadarGrid grid = new RadarGrid(shape[1], shape[0], 36, 139, 1.0 / 120, 1.0 / 80);
        return new NowcastInput(Instant.EPOCH, 5, grid, List.of(frames));
    }

    private void specks(float[][][] frames, float share) {
        for (float[][] frame : frames) {
            for (float[] row : frame) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = random.nextFloat() < share ? 0.1f + 30 * random.nextFloat() : 0;
                }
            }
        }
    }

    private void showers(float[][][] frames, boolean passing) {
        double south = 5 * random.nextGaussian();
        double east = 5 * random.nextGaussian();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            double row = random.nextDouble() * frames[0].length;
            double column = random.nextDouble() * frames[0][0].length;
            double size = 1 + 11 * random.nextDouble();
            int born = passing ? random.nextInt(frames.length) : 0;
            int dead = passing ? born + 1 + random.nextInt(frames.length) : frames.length;
            for (int t = born; t < Math.min(dead, frames.length); t++) {
                add(frames[t], row + south * t, column + east * t, size);
            }
        }
    }

    private static void add(float[][] frame, double row, double column, double size) {
        for (int r = 0; r < frame.length; r++) {
            for (int c = 0; c < frame[r].length; c++) {
                double away = Math.hypot(r - row, c - column) / size;
                double rate = 20 * Math.exp(-away * away / 2);
                frame[r][c] += rate < 0.1 ? 0 : (float) rate;
            }
        }
    }

    private void front(float[][][] frames) {
        double speed = 8 * random.nextDouble();
        int first = random.nextInt(frames.length);
        for (int t = first; t < frames.length; t++) {
            for (float[] row : frames[t]) {
                Arrays.fill(row, 0, Math.min(row.length, (int) (1 + speed * (t - first + 1))), 8);
            }
        }
    }

    /** Now and then nothing was measured, a corner was not seen, scattered cells were not, or it was dry for a frame. */
    private void lose(float[][] frame) {
        float instead = random.nextBoolean() ? Float.NaN : 0;
        int kind = random.nextInt(8);
        int fromRow = random.nextInt(frame.length);
        int fromColumn = random.nextInt(frame[0].length);
        for (int r = 0; r < frame.length; r++) {
            for (int c = 0; c < frame[r].length; c++) {
                boolean lost =
                        switch (kind) {
                            case 0 -> true;
                            case 1 -> r >= fromRow && c >= fromColumn;
                            case 2 -> random.nextInt(300) == 0;
                            default -> false;
                        };
                frame[r][c] = lost ? instead : frame[r][c];
            }
        }
    }

    /** So many inputs. */
    static List<NowcastInput> inputs(long seed, int count) {
        RandomRain rain = new RandomRain(seed);
        List<NowcastInput> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(rain.next());
        }
        return inputs;
    }
}
