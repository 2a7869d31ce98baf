package amagumo.model.vector.winograd;

/**
 * A feature map cut into tiles of {@value #SIDE} x {@value #SIDE} outputs; the last row and column of tiles may reach
 * beyond the edge. The tiles are gathered, row after row, into chunks that are transformed and multiplied together.
 *
 * @param rows rows of the feature map
 * @param columns columns of the feature map
 */
record TileGrid(int rows, int columns) {

    /** Outputs of a tile in each direction. */
    static final int SIDE = 4;

    /** Inputs of a tile, and points of the transform, in each direction. */
    static final int POINTS = 6;

    /** The number of matrices of a transform. */
    static final int PANELS = POINTS * POINTS;

    /** The most tiles in a chunk: enough that kernels are rarely fetched again, few enough for the cache. */
    private static final int CHUNK_TILES = 24;

    /** Takes tiles of a chunk that lie next to each other. */
    interface Run {
        /**
         * @param tileRow which row of tiles
         * @param firstTile the first of them in that row
         * @param tiles how many
         * @param place index of the first of them in the chunk
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

    /**
     * The number of chunks. They have about equally many tiles, in whole groups of {@link Products#ROWS} except in the
     * last chunk.
     */
    int chunks() {
        return (tiles() + CHUNK_TILES - 1) / CHUNK_TILES;
    }

    /** How many rows the tiles of any chunk need, in whole groups. */
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
