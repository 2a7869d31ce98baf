package amagumo.server.render;

import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A field as an indexed PNG in the colours of a {@link ColourScale}: one column per grid column, with the rows of the
 * grid or of a Web Mercator map whose edges are {@link WebMercator#bounds}.
 */
public final class FramePng {

    private FramePng() {}

    /**
     * Rain rates for a Web Mercator map.
     *
     * @param ratesMmH {@code [row][column]}, NaN where missing
     * @throws IllegalArgumentException if the field does not fit the grid or is too large
     */
    public static byte[] mercator(float[][] ratesMmH, RadarGrid grid) {
        return mercator(ColourScale.RAIN, ratesMmH, grid);
    }

    /**
     * Any field for a Web Mercator map.
     *
     * @param values {@code [row][column]} in the unit of the scale, NaN where missing
     * @throws IllegalArgumentException if the field does not fit the grid or is too large
     */
    public static byte[] mercator(ColourScale scale, float[][] values, RadarGrid grid) {
        int[] rows = WebMercator.gridRows(grid);
        return encode(scale, values, grid, rows.length, y -> rows[y]);
    }

    /** An observed frame of rain for a Web Mercator map; faster than from its rates. */
    public static byte[] mercator(RadarFrame frame) {
        int[] rows = WebMercator.gridRows(frame.grid());
        return encode(ColourScale.RAIN, frame, rows.length, y -> rows[y]);
    }

    /**
     * Any field with the rows of its own grid, evenly spaced in latitude.
     *
     * @param values {@code [row][column]} in the unit of the scale, NaN where missing
     * @throws IllegalArgumentException if the field does not fit the grid or is too large
     */
    public static byte[] latLon(ColourScale scale, float[][] values, RadarGrid grid) {
        return encode(scale, values, grid, grid.ny(), IntUnaryOperator.identity());
    }

    /** Any frame with the rows of its own grid, evenly spaced in latitude. */
    public static byte[] latLon(ColourScale scale, RadarFrame frame) {
        return encode(scale, frame, frame.grid().ny(), IntUnaryOperator.identity());
    }

    private static byte[] encode(
            ColourScale scale, float[][] values, RadarGrid grid, int height, IntUnaryOperator gridRow) {
        if (values.length != grid.ny() || Arrays.stream(values).anyMatch(row -> row.length != grid.nx())) {
            throw new IllegalArgumentException(
                    "a field of %d rows for a grid of %d x %d cells".formatted(values.length, grid.nx(), grid.ny()));
        }
        float[] bounds = scale.bounds();
        return IndexedPng.encode(
                grid.nx(),
                height,
                scale.palette(),
                distinct(gridRow, (row, indices) -> ColourScale.indices(values[row], bounds, indices)));
    }

    private static byte[] encode(ColourScale scale, RadarFrame frame, int height, IntUnaryOperator gridRow) {
        int nx = frame.grid().nx();
        byte[] indexOfLevel = scale.indices(frame.table());
        Levels levels = frame.levels();
        return IndexedPng.encode(nx, height, scale.palette(), distinct(gridRow, (row, indices) -> {
            int from = row * nx;
            if (levels instanceof Levels.Bytes bytes) {
                byte[] array = bytes.array();
                for (int i = 0; i < nx; i++) {
                    indices[i] = indexOfLevel[array[from + i] & 0xFF];
                }
            } else {
                for (int i = 0; i < nx; i++) {
                    indices[i] = indexOfLevel[levels.get(from + i)];
                }
            }
        }));
    }

    /** Rows of a grid as rows of a picture; a repeated row is not computed again. */
    private static IndexedPng.Rows distinct(IntUnaryOperator gridRow, IndexedPng.Rows gridRows) {
        return new IndexedPng.Rows() {
            private int last = -1;

            @Override
            public void read(int y, byte[] indices) {
                int row = gridRow.applyAsInt(y);
                if (row != last) {
                    gridRows.read(row, indices);
                    last = row;
                }
            }
        };
    }
}
