package amagumo.server.source.tiles;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.render.WebMercator;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the cells of a grid lie on tiles. A cell takes the pixel that its centre is in: at zoom 8 a pixel is 0.0055 degrees
 * wide and lower than that, so what a cell shows lies within half a pixel of its centre, less than half a cell.
 */
final class TileGrid {

    /** JMA serves even zooms only; this is the first whose pixels are smaller than the cells of 1 km. */
    static final int ZOOM = 8;

    private final int nx;
    private final BitSet seen;
    private final int[] pixelX;
    private final int[] pixelY;
    private final List<Tile> tiles;

    /**
     * @param grid on the map
     * @param seen the cells that radar sees, row by row from the north-west
     */
    TileGrid(RadarGrid grid, BitSet seen) {
        this.nx = grid.nx();
        this.seen = seen;
        this.pixelX = new int[grid.nx()];
        this.pixelY = new int[grid.ny()];
        double half = WebMercator.metresEast(180);
        double pixels = (double) ClassTile.EDGE * (1 << ZOOM);
        for (int column = 0; column < grid.nx(); column++) {
            double east = WebMercator.metresEast(grid.longitude(column));
            pixelX[column] = (int) Math.floor((east + half) / (2 * half) * pixels);
        }
        for (int row = 0; row < grid.ny(); row++) {
            double north = WebMercator.metresNorth(grid.latitude(row));
            pixelY[row] = (int) Math.floor((half - north) / (2 * half) * pixels);
        }
        SortedSet<Tile> needed = new TreeSet<>(Comparator.comparing(Tile::y).thenComparing(Tile::x));
        seen.stream().forEach(cell -> needed.add(tile(cell)));
        this.tiles = List.copyOf(needed);
    }

    /** The tiles on which radar sees a cell, from the north-west. */
    List<Tile> tiles() {
        return tiles;
    }

    /**
     * The levels of all cells: missing where radar does not see.
     *
     * @param entries of every one of {@link #tiles}, as {@link ClassTile#entries} gives them
     */
    byte[] levels(Map<Tile, byte[]> entries) {
        byte[] levels = new byte[nx * pixelY.length];
        seen.stream().forEach(cell -> {
            int x = pixelX[cell % nx] % ClassTile.EDGE;
            int y = pixelY[cell / nx] % ClassTile.EDGE;
            byte entry = entries.get(tile(cell))[y * ClassTile.EDGE + x];
            levels[cell] = entry < RainClasses.FIRST ? RainClasses.DRY : entry;
        });
        return levels;
    }

    private Tile tile(int cell) {
        return new Tile(ZOOM, pixelX[cell % nx] / ClassTile.EDGE, pixelY[cell / nx] / ClassTile.EDGE);
    }
}
