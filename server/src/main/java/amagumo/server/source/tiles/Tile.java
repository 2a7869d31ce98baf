package amagumo.server.source.tiles;

/**
 * A tile of the Web Mercator map: its zoom, and how many tiles lie west and north of it.
 *
 * @param zoom 0 to 30; the map is {@code 2^zoom} tiles wide and high
 * @param x column from the 180th meridian
 * @param y row from the north
 */
record Tile(int zoom, int x, int y) {

    /**
     * The tile that it lies on.
     *
     * @param wider at most its own zoom
     */
    Tile at(int wider) {
        int halvings = zoom - wider;
        return new Tile(wider, x >> halvings, y >> halvings);
    }

    /** Its part of an address. */
    String path() {
        return "%d/%d/%d.png".formatted(zoom, x, y);
    }
}
