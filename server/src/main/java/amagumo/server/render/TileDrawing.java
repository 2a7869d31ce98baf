package amagumo.server.render;

import java.io.IOException;
import java.util.Arrays;

/**
 * Draws a window of the map: for each pixel the palette's index, row by row from the north-west. A pixel shows the cell that its
 * middle lies in. What lies outside the grid is missing.
 */
public final class TileDrawing {

    /** The index of what is missing. */
    public static final byte MISSING = ColourScale.MISSING;

    private TileDrawing() {}

    /**
     * Draws cells as they are.
     *
     * @throws IOException if a row of the field cannot be read
     */
    public static byte[] nearest(LevelField field, MapWindow window, Palette palette) throws IOException {
        int edge = window.edge();
        byte[] indexOfLevel = palette.indices(field.values());
        int[] columns = cells(window.columns(field.grid()), field.grid().nx());
        int[] rows = cells(window.rows(field.grid()), field.grid().ny());
        byte[] levels = new byte[field.grid().nx()];
        byte[] indices = new byte[edge * edge];
        Arrays.fill(indices, MISSING);
        for (int y = 0; y < edge; y++) {
            int at = y * edge;
            if (y > 0 && rows[y] == rows[y - 1]) {
                System.arraycopy(indices, at - edge, indices, at, edge);
            } else if (rows[y] >= 0) {
                field.read(rows[y], levels);
                for (int x = 0; x < edge; x++) {
                    if (columns[x] >= 0) {
                        indices[at + x] = indexOfLevel[levels[columns[x]] & 0xFF];
                    }
                }
            }
        }
        return indices;
    }

    /**
     * Draws values between those of the four cells around a pixel's middle, interpolated in both directions on a logarithmic
     * scale. Where the nearest cell is missing, the pixel is; other missing cells have no say.
     *
     * @throws IOException if a row of the field cannot be read
     */
    public static byte[] smoothed(LevelField field, MapWindow window, Palette palette) throws IOException {
        int edge = window.edge();
        int ny = field.grid().ny();
        LogarithmicRows logarithms = new LogarithmicRows(field);
        float[] bounds = LogarithmicRows.logarithms(palette.bounds());
        double[] columns = window.columns(field.grid());
        double[] rows = window.rows(field.grid());
        byte[] indices = new byte[edge * edge];
        Arrays.fill(indices, MISSING);
        for (int y = 0; y < edge; y++) {
            if (rows[y] >= -0.5 && rows[y] < ny - 0.5) {
                logarithms.around(rows[y]);
                for (int x = 0; x < edge; x++) {
                    float value = logarithms.at(columns[x]);
                    indices[y * edge + x] = (byte) ColourScale.index(value, bounds);
                }
            }
        }
        return indices;
    }

    /**
     * The PNG file of what was drawn.
     *
     * @param indices of a square
     */
    public static byte[] png(byte[] indices, int edge, Palette palette) {
        return IndexedPng.encode(
                edge, edge, palette.colours(), (y, row) -> System.arraycopy(indices, y * edge, row, 0, edge));
    }

    /** The PNG file of a window that has one colour all over. */
    public static byte[] plain(byte index, int edge, Palette palette) {
        return IndexedPng.encode(edge, edge, palette.colours(), (y, row) -> Arrays.fill(row, 0, edge, index));
    }

    /** The cells that positions lie in, -1 outside. */
    private static int[] cells(double[] positions, int count) {
        return Arrays.stream(positions)
                .mapToInt(position -> {
                    double cell = Math.floor(position + 0.5);
                    return cell >= 0 && cell < count ? (int) cell : -1;
                })
                .toArray();
    }
}
