package amagumo.model.ensemble;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.motion.Blur;
import amagumo.model.nowcast.NowcastInput;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up rain of many scales on a third of the area, which goes east by two columns a step and keeps its shape. */
final class Drifting {

    private static final int STEP = 2;

    private Drifting() {}

    static NowcastInput rain(int rows, int columns, long seed) {
        int margin = STEP * (NowcastInput.FRAMES - 1);
        float[][] wide = logarithms(rows, columns + margin, new Random(seed));
        List<float[][]> frames = IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(time -> {
                    float[][] frame = new float[rows][columns];
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < columns; c++) {
                            float rate = (float) Math.exp(wide[r][c + margin - STEP * time]);
                            frame[r][c] = rate < 0.1f ? 0 : rate;
                        }
                    }
                    return frame;
                })
                .toList();
        return new NowcastInput(Instant.EPOCH, 5, new RadarGrid(columns, rows, 36, 139, 1.0 / 120, 1.0 / 80), frames);
    }

    /** Noise smoothed to several scales, the larger the stronger. */
    private static float[][] logarithms(int rows, int columns, Random random) {
        float[][] sum = new float[rows][columns];
        for (double deviation : new double[] {1, 2, 4, 8, 16}) {
            float[][] noise = new float[rows][columns];
            for (float[] row : noise) {
                for (int c = 0; c < columns; c++) {
                    row[c] = 10 + (float) random.nextGaussian();
                }
            }
            float[][] smooth = new Blur(deviation).apply(noise);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    sum[r][c] += (float) (0.9 * Math.pow(deviation, 1.6) * (smooth[r][c] - 10));
                }
            }
        }
        for (float[] row : sum) {
            for (int c = 0; c < columns; c++) {
                row[c] -= 2.2f;
            }
        }
        return sum;
    }
}
