package amagumo.model.vector.winograd;

/**
 * A feature map cut into tiles of {@value #SIDE} x {@value #SIDE} outputs, the last row and column of tiles reaching beyond the
 * edge, and the tiles, row after row, gathered into chunks that are transformed and multiplied at once.
 *
 * @param rows of the feature map
 * @param columns of the feature map
 */
record TileGrid(int rows, int columns) {

    /** Outputs of a tile in each direction. */
    static final int SIDE = 4;

    /** Inputs of a tile, and points of the transform, in each direction. */
    static final int POINTS = 6;

    /** Matrices of a transform. */
    static final int PANELS = POINTS * POINTS;

    /** The most tiles in a chunk: enough that kernels are seldom fetched again, few enough for the cache. */
    private static final int CHUNK_TILES = 24;

    /** Tiles of a chunk that lie side by side. */
    interface Run {
        /**
         * @param tileRow which row of tiles
         * @param firstTile the first of them in that row
         * @param tiles how many
         * @param place of the first of them in the chunk
         */
        void accept(int tileRow, int firstTile, int tiles, int place);
    }

    /** Tiles in a row. */
    private int across() {
        return (columns + SIDE - 1) / SIDE;
    }

    private int tiles() {
        return (rows + SIDE - 1) / SIDE * across();
    }

    /** Chunks, of about as many tiles: whole groups of {@link Products#ROWS}, but for the last chunk. */
    int chunks() {
        return (tiles() + CHUNK_TILES - 1) / CHUNK_TILES;
    }

    /** Room for the tiles of any chunk, in whole groups. */
    int chunkRows() {
        return Products.paddedRows((tiles() + chunks() - 1) / chunks());
    }

    /** How many tiles a chunk has. */
    int tiles(int chunk) {
        return firstTile(chunk + 1) - firstTile(chunk);
    }

    private int firstTile(int chunk) {
        int groups = Products.paddedRows(tiles()) / Products.ROWS;
        return Math.min(tiles(), (int) ((long) groups * chunk / chunks()) * Products.ROWS);
    }

    /** Goes through a chunk, a row of tiles at a time. */
    void forEachRun(int chunk, Run run) {
        int first = firstTile(chunk);
        int end = firstTile(chunk + 1);
        int tile = first;
        while (tile < end) {
            int inRow = tile % across();
            int count = Math.min(end - tile, across() - inRow);
            run.accept(tile / across(), inRow, count, tile - first);
            tile += count;
        }
    }
}
