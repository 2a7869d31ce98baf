package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {

    /**
     * Tokyo station, 35.681236 N 139.767125 E, lies on the tile 8/227/100: as OpenStreetMap's page on slippy map tilenames
     * computes it, x = floor((lon + 180) / 360 * 2^z), y = floor((1 - asinh(tan(lat)) / pi) / 2 * 2^z).
     */
    @Test
    void aPlaceLiesOnTheTileThatMapsPutItOn() {
        RadarGrid around = grid(new BoundingBox(35.67, 139.75, 35.69, 139.78));
        assertEquals(List.of(new Tile(8, 227, 100)), new TileGrid(around, all(around)).tiles());
    }

    @Test
    void onlyTilesOnWhichRadarSeesACellAreNeeded() {
        RadarGrid kanto = grid(new BoundingBox(34.5, 138, 37.5, 141.5));
        TileGrid whole = new TileGrid(kanto, all(kanto));
        assertEquals(Set.of(226, 227, 228), whole.tiles().stream().map(Tile::x).collect(Collectors.toSet()));
        BitSet corner = new BitSet();
        corner.set(0);
        assertEquals(List.of(whole.tiles().get(0)), new TileGrid(kanto, corner).tiles());
    }

    @Test
    void cellsThatRadarDoesNotSeeAreMissingAndOthersWithoutColourDry() {
        RadarGrid grid = grid(new BoundingBox(35.0, 139.0, 35.1, 139.1));
        BitSet seen = new BitSet();
        seen.set(5, 9);
        TileGrid tiles = new TileGrid(grid, seen);
        byte[] entries = new byte[ClassTile.EDGE * ClassTile.EDGE];
        Map<Tile, byte[]> all = new HashMap<>();
        tiles.tiles().forEach(tile -> all.put(tile, entries));
        byte[] levels = tiles.levels(all);
        for (int cell = 0; cell < levels.length; cell++) {
            assertEquals(seen.get(cell) ? RainClasses.DRY : 0, levels[cell]);
        }
    }

    /**
     * Bands are drawn on the tiles, once across and once down, 7 pixels wide; where a pixel lies is what the published
     * formula says. What a cell shows must have been drawn within half a cell of its centre.
     */
    @ParameterizedTest
    @CsvSource({"24.0,122.6", "30.05,128.3", "35.0,138.7", "41.3,140.5", "46.3,147.9"})
    void aMarkIsWithinHalfACellOfWhereItWasDrawn(double south, double west) {
        RadarGrid grid = grid(new BoundingBox(south, west, south + 1.6, west + 2));
        TileGrid tiles = new TileGrid(grid, all(grid));
        byte[] across = tiles.levels(drawn(tiles, (tile, i) -> tile.y() * 256 + i / 256));
        byte[] down = tiles.levels(drawn(tiles, (tile, i) -> tile.x() * 256 + i % 256));
        for (int cell = 0; cell < across.length; cell++) {
            double latitude = grid.latitude(cell / grid.nx());
            double longitude = grid.longitude(cell % grid.nx());
            assertTrue(isDrawn(LATITUDES, latitude, grid.dLat() / 2, across[cell] == 9), () -> "a band at %.4f N"
                    .formatted(latitude));
            assertTrue(isDrawn(LONGITUDES, longitude, grid.dLon() / 2, down[cell] == 9), () -> "a band at %.4f E"
                    .formatted(longitude));
        }
        for (byte[] levels : List.of(across, down)) {
            int marked = 0;
            for (byte level : levels) {
                marked += level == 9 ? 1 : 0;
            }
            assertTrue(marked > levels.length / 4 && marked < levels.length * 3 / 4, marked + " of " + levels.length);
        }
    }

    /** Middles of the pixels of zoom 8 from the north and from the west, degrees. */
    private static final double[] LATITUDES = IntStream.range(0, 65_536)
            .mapToDouble(row -> Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (row + 0.5) / 65_536)))))
            .toArray();

    private static final double[] LONGITUDES = IntStream.range(0, 65_536)
            .mapToDouble(column -> (column + 0.5) / 65_536 * 360 - 180)
            .toArray();

    private static Map<Tile, byte[]> drawn(TileGrid tiles, ToIntBiFunction<Tile, Integer> number) {
        Map<Tile, byte[]> entries = new HashMap<>();
        for (Tile tile : tiles.tiles()) {
            byte[] drawn = new byte[ClassTile.EDGE * ClassTile.EDGE];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (byte) (isMarked(number.applyAsInt(tile, i)) ? 9 : 1);
            }
            entries.put(tile, drawn);
        }
        return entries;
    }

    private static boolean isMarked(int number) {
        return number / 7 % 2 == 0;
    }

    /** Whether a pixel whose middle is as near as that to a place is marked, or is not. */
    private static boolean isDrawn(double[] middles, double place, double near, boolean marked) {
        double pixel = 360 / 65_536.0; // in latitude no pixel is higher
        int first = 0;
        int last = middles.length - 1;
        boolean ascending = middles[0] < middles[last];
        while (last - first > 1) { // the two between which the place lies
            int middle = (first + last) / 2;
            if (middles[middle] < place == ascending) {
                first = middle;
            } else {
                last = middle;
            }
        }
        int around = (int) Math.ceil(near / pixel) + 2;
        return IntStream.rangeClosed(first - around, last + around)
                .anyMatch(i -> Math.abs(middles[i] - place) <= near && isMarked(i) == marked);
    }

    private static RadarGrid grid(BoundingBox box) {
        return BlockMosaic.GRID_1_KM.crop(BlockMosaic.GRID_1_KM.cellsIn(box));
    }

    private static BitSet all(RadarGrid grid) {
        BitSet all = new BitSet();
        all.set(0, (int) grid.cells());
        return all;
    }
}
