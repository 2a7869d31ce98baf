package amagumo.model.convolution.winograd;

/**
 * A frame cut into tiles of {@value #SIDE} x {@value #SIDE} outputs, the last row and column of tiles reaching beyond the
 * edge, and rows of tiles gathered into bands that are transformed and multiplied at once.
 *
 * @param rows of the frame
 * @param columns of the frame
 */
record TileGrid(int rows, int columns) {

    /** Outputs of a tile in each direction. */
    static final int SIDE = 4;

    /** Inputs of a tile, and points of the transform, in each direction. */
    static final int POINTS = 6;

    /** Matrices of a transform. */
    static final int PANELS = POINTS * POINTS;

    /** About as many tiles make a band: enough for BLAS to be fast, few enough for the cache. */
    private static final int BAND_TILES = 96;

    /** Channels times tiles that are transformed at once, about. */
    private static final int STRIP_FLOATS = 1024;

    /** Rows of tiles. */
    int tileRows() {
        return (rows + SIDE - 1) / SIDE;
    }

    /** Tiles in a row. */
    int across() {
        return (columns + SIDE - 1) / SIDE;
    }

    /** How many tiles side by side are transformed at once, for so many channels: few enough for the second-level cache. */
    int strip(int channels) {
        return Math.min(across(), Math.max(1, STRIP_FLOATS / channels));
    }

    /** Bands, of rows of tiles that differ by one at most. */
    int bands() {
        int rows = Math.max(1, BAND_TILES / across());
        return (tileRows() + rows - 1) / rows;
    }

    /** The most rows of tiles in a band. */
    int bandRows() {
        return (tileRows() + bands() - 1) / bands();
    }

    /** The first row of tiles of a band; of the band after the last, the number of rows of tiles. */
    int firstRow(int band) {
        return tileRows() * band / bands();
    }
}
