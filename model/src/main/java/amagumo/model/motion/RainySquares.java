package amagumo.model.motion;

import amagumo.ingest.radar.CellBox;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The squares of a large grid where it rains most: what they show holds for the rain of the others. */
public final class RainySquares {

    /** Cells a side. */
    private static final int SQUARE = 256;

    private static final float WET_MM_H = 0.5f;

    private RainySquares() {}

    /**
     * The squares with the most wet cells, the wettest first; a small grid is one square.
     *
     * @param field {@code [row][column]} in mm/h, NaN missing
     * @param most how many there are at most
     */
    public static List<CellBox> of(float[][] field, int most) {
        Map<CellBox, Long> wetCells = new LinkedHashMap<>();
        for (int row = 0; row < field.length; row += SQUARE) {
            for (int column = 0; column < field[0].length; column += SQUARE) {
                int rows = Math.min(SQUARE, field.length - row);
                int columns = Math.min(SQUARE, field[0].length - column);
                CellBox square = new CellBox(row, column, rows, columns);
                wetCells.put(square, wetCells(part(field, square)));
            }
        }
        return wetCells.entrySet().stream()
                .sorted(Map.Entry.<CellBox, Long>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A copy of the cells of a square. */
    public static float[][] part(float[][] field, CellBox square) {
        float[][] part = new float[square.rows()][];
        for (int r = 0; r < part.length; r++) {
            part[r] = Arrays.copyOfRange(field[square.row() + r], square.column(), square.column() + square.columns());
        }
        return part;
    }

    private static long wetCells(float[][] field) {
        long count = 0;
        for (float[] row : field) {
            for (float rate : row) {
                count += rate >= WET_MM_H ? 1 : 0;
            }
        }
        return count;
    }
}
