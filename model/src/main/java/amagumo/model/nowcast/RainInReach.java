package amagumo.model.nowcast;

import amagumo.model.threads.Rows;
import java.util.Arrays;

/**
 * Where a network can know about rain: near enough to rain in its input. Its answer to no rain is the same for every
 * place and every day, a property of its weights and not a forecast, so such places count as exactly dry.
 */
final class RainInReach {

    private final int rows;
    private final int columns;
    private final boolean[][] wet;
    private final int patch;

    /**
     * Starts without any rain.
     *
     * @param rows rows of pixels
     * @param columns columns of pixels
     * @param patch side of the square of pixels that is one position of the network
     */
    RainInReach(int rows, int columns, int patch) {
        this.rows = rows;
        this.columns = columns;
        this.wet = new boolean[ceilDiv(rows, patch)][ceilDiv(columns, patch)];
        this.patch = patch;
    }

    /**
     * Adds the rain of an observed frame.
     *
     * @param frames the frames as the network gets them, 0 where dry or missing
     * @param frame the index of the one to add
     */
    void add(PackedPixels frames, int frame) {
        Rows.forEach(wet.length, frames.columns() * patch, position -> {
            int end = Math.min(frames.rows(), (position + 1) * patch);
            for (int r = position * patch; r < end; r++) {
                for (int c = 0; c < frames.columns(); c++) {
                    wet[position][c / patch] |= !frames.isZero(frame, r, c);
                }
            }
        });
    }

    /**
     * Where rain is in reach.
     *
     * @param reach how far rain reaches, in positions, along rows and columns
     * @return {@code [row][column]} of pixels; the rows of a position are one array
     */
    boolean[][] within(int reach) {
        int positions = wet[0].length;
        boolean[][] alongColumns = new boolean[wet.length][positions];
        for (int c = 0; c < positions; c++) {
            boolean[] line = new boolean[wet.length];
            for (int r = 0; r < wet.length; r++) {
                line[r] = wet[r][c];
            }
            boolean[] wide = widened(line, reach);
            for (int r = 0; r < wet.length; r++) {
                alongColumns[r][c] = wide[r];
            }
        }
        boolean[][] within = new boolean[rows][];
        for (int position = 0; position < wet.length; position++) {
            boolean[] inReach = widened(alongColumns[position], reach);
            boolean[] pixels = new boolean[columns];
            for (int c = 0; c < columns; c++) {
                pixels[c] = inReach[c / patch];
            }
            Arrays.fill(within, position * patch, Math.min(rows, (position + 1) * patch), pixels);
        }
        return within;
    }

    /** True wherever the line is true within this many places. */
    private static boolean[] widened(boolean[] line, int reach) {
        boolean[] wide = new boolean[line.length];
        int filled = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i]) {
                int end = Math.min(line.length, i + reach + 1);
                Arrays.fill(wide, Math.max(filled, i - reach), end, true);
                filled = end;
            }
        }
        return wide;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
