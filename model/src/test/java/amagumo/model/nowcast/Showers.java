package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up inputs: a round shower of up to 20 mm/h that goes east by two columns a step. */
final class Showers {

    private Showers() {}

    /** Five frames; with holes, a corner and a column beside it are missing. */
    static NowcastInput input(int rows, int columns, boolean holes) {
        RadarGrid grid = new RadarGrid(columns, rows, 36, 139, 1.0 / 120, 1.0 / 80);
        List<float[][]> frames = IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(time -> frame(rows, columns, time, holes))
                .toList();
        return new NowcastInput(Instant.EPOCH, 5, grid, frames);
    }

    /** The frame of a time, 0 being that of the first input. */
    static float[][] frame(int rows, int columns, int time, boolean holes) {
        float[][] rates = new float[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                boolean missing = holes && (r + c < rows / 3 || c == columns / 2);
                double away = Math.hypot(r - rows * 0.6, c - columns * 0.3 - 2 * time);
                float rate = (float) (20 * Math.exp(-away * away / 200));
                rates[r][c] = missing ? Float.NaN : rate < 0.1f ? 0 : rate;
            }
        }
        return rates;
    }
}
