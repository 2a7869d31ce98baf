package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileDrawingTest {

    /** JMA's grid, eight times as coarse. */
    private static final RadarGrid JAPAN = new RadarGrid(320, 420, 48 - 1 / 30.0, 118 + 1 / 20.0, 1 / 15.0, 1 / 10.0);

    @Test
    void everyPixelShowsTheCellThatItsMiddleLiesIn() throws IOException {
        Random random = new Random(17);
        for (int i = 0; i < 40; i++) {
            RadarGrid grid = i < 20 ? JAPAN : anyGrid(random);
            TestField field = TestField.random(grid, random);
            int zoom = random.nextInt(11);
            MapWindow window = MapWindow.around(
                    grid.south() + random.nextDouble() * (grid.north() - grid.south()),
                    grid.west() + random.nextDouble() * (grid.east() - grid.west()),
                    zoom,
                    random.nextBoolean() ? 256 : 333);
            byte[] drawn = TileDrawing.nearest(field, window, Palette.JMA);
            for (int y = 0; y < window.edge(); y++) {
                for (int x = 0; x < window.edge(); x++) {
                    assertEquals(naive(field, window, x, y), drawn[y * window.edge() + x], () -> grid + " " + window);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "5", "6", "7", "8", "9", "10", "12", "14", "18"})
    void aMarkedCellLiesAtItsPixelToHalfACellAtEveryZoom(int zoom) throws IOException {
        Random random = new Random(zoom);
        for (int i = 0; i < 20; i++) {
            int row = random.nextInt(JAPAN.ny());
            int column = random.nextInt(JAPAN.nx());
            TestField field = TestField.dry(JAPAN);
            field.set(row, column, TestField.HEAVY);
            MapWindow window = MapWindow.around(JAPAN.latitude(row), JAPAN.longitude(column), zoom, 512);
            byte[] drawn = TileDrawing.nearest(field, window, Palette.JMA);
            for (int y = 0; y < 512; y++) {
                for (int x = 0; x < 512; x++) {
                    boolean inside = Math.abs(latitude(window, y) - JAPAN.latitude(row)) < JAPAN.dLat() / 2
                            && Math.abs(longitude(window, x) - JAPAN.longitude(column)) < JAPAN.dLon() / 2;
                    assertEquals(inside, drawn[y * 512 + x] > ColourScale.NOTHING, window::toString);
                }
            }
        }
    }

    @Test
    void smoothedIsTheCellsOwnColourInItsMiddleAndBetweenItsNeighboursElsewhere() throws IOException {
        TestField field = TestField.dry(JAPAN);
        field.set(200, 160, TestField.HEAVY);
        // At zoom 14 a cell is thousands of pixels wide: the window is around the middle of one.
        MapWindow middle = MapWindow.around(JAPAN.latitude(200), JAPAN.longitude(160), 14, 256);
        byte[] drawn = TileDrawing.smoothed(field, middle, Palette.JMA);
        assertEquals(ColourScale.NOTHING + 6, drawn[128 * 256 + 128]);
        // Half-way to a dry cell 40 mm/h and 0.05 mm/h meet at 1.41 mm/h; two thirds of the way, at 0.46.
        MapWindow edge = MapWindow.around(JAPAN.latitude(200), JAPAN.longitude(160) + JAPAN.dLon() / 2, 14, 256);
        assertEquals(ColourScale.NOTHING + 2, TileDrawing.smoothed(field, edge, Palette.JMA)[128 * 256 + 128]);
        MapWindow beyond = MapWindow.around(JAPAN.latitude(200), JAPAN.longitude(160) + JAPAN.dLon() * 2 / 3, 14, 256);
        assertEquals(ColourScale.NOTHING + 1, TileDrawing.smoothed(field, beyond, Palette.JMA)[128 * 256 + 128]);
    }

    @Test
    void smoothedAgreesWithABilinearMeanOfLogarithms() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            TestField field = TestField.random(JAPAN, random);
            MapWindow window = MapWindow.around(
                    JAPAN.south() - 1 + random.nextDouble() * 30,
                    JAPAN.west() - 1 + random.nextDouble() * 34,
                    4 + random.nextInt(5),
                    200);
            byte[] drawn = TileDrawing.smoothed(field, window, Palette.JMA);
            int differing = 0;
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 200; x++) {
                    differing += naiveSmooth(field, window, x, y) == drawn[y * 200 + x] ? 0 : 1;
                }
            }
            // Single against double precision, where a value is on a bound to seven digits.
            assertTrue(differing <= 2, differing + " pixels differ");
        }
    }

    @Test
    void missingCellsStayMissingUnderSmoothingAndDoNotDilute() throws IOException {
        TestField field = TestField.dry(JAPAN);
        for (int row = 0; row < JAPAN.ny(); row++) {
            for (int column = 0; column < JAPAN.nx(); column++) {
                field.set(row, column, column < 160 ? TestField.MISSING : TestField.HEAVY);
            }
        }
        MapWindow window = MapWindow.around(36, JAPAN.longitude(160) - JAPAN.dLon() / 2, 8, 256);
        byte[] drawn = TileDrawing.smoothed(field, window, Palette.JMA);
        for (int x = 0; x < 256; x++) {
            boolean east = longitude(window, x) > JAPAN.longitude(160) - JAPAN.dLon() / 2;
            assertEquals(east ? ColourScale.NOTHING + 6 : ColourScale.MISSING, drawn[128 * 256 + x]);
        }
    }

    @Test
    void aWindowThatMissesAGridShowsNoneOfItsCells() {
        Random random = new Random(3);
        int missed = 0;
        int empty = 0;
        for (int i = 0; i < 3000; i++) {
            RadarGrid grid = anyGrid(random);
            MapWindow window = MapWindow.around(
                    random.nextDouble() * 160 - 80, random.nextDouble() * 360 - 180, random.nextInt(9), 16);
            boolean any = false;
            for (int p = 0; p < 16 * 16; p++) {
                any |= row(grid, window, p / 16) >= 0
                        && grid.columnAt(longitude(window, p % 16)).isPresent();
            }
            assertFalse(any && window.misses(grid), () -> grid + " " + window);
            missed += window.misses(grid) ? 1 : 0;
            empty += any ? 0 : 1;
        }
        // Cells smaller than pixels may lie between the middles of these: such a window is drawn, and is empty.
        assertTrue(missed > 500 && missed > 0.9 * empty && missed <= empty, missed + " of " + empty);
    }

    @Test
    void reflectivityIsGreyByTheNumber() {
        // Marshall and Palmer: 23 dBZ + 16 dBZ a tenfold rate; so 1 mm/h is 23.01 dBZ, 10 mm/h 39.01 and 100 mm/h
        // 55.01.
        int[] colours = Palette.REFLECTIVITY.colours();
        byte[] indices = Palette.REFLECTIVITY.indices(new float[] {1, 10, 100, 0, Float.NaN});
        assertEquals(0xFF373737, colours[indices[0]]);
        assertEquals(0xFF474747, colours[indices[1]]);
        assertEquals(0xFF575757, colours[indices[2]]);
        assertEquals(0xFF000000, colours[indices[3]]);
        assertEquals(0, colours[indices[4]] >>> 24);
        assertFalse(colours.length > 256);
    }

    private static RadarGrid anyGrid(Random random) {
        int nx = 1 + random.nextInt(60);
        int ny = 1 + random.nextInt(60);
        double dLon = random.nextInt(4) == 0 ? 360.0 / nx : 0.01 + random.nextDouble() * 3;
        double dLat = 0.01 + random.nextDouble() * 1.3;
        return new RadarGrid(nx, ny, 80 - random.nextDouble() * 40, random.nextDouble() * 360 - 180, dLat, dLon);
    }

    private static byte naive(TestField field, MapWindow window, int x, int y) {
        OptionalInt column = field.grid().columnAt(longitude(window, x));
        int row = row(field.grid(), window, y);
        return row < 0 || column.isEmpty()
                ? ColourScale.MISSING
                : (byte) ColourScale.index(field.value(row, column.getAsInt()), ColourScale.RAIN.bounds());
    }

    private static byte naiveSmooth(TestField field, MapWindow window, int x, int y) {
        RadarGrid grid = field.grid();
        if (naive(field, window, x, y) == ColourScale.MISSING) {
            return ColourScale.MISSING;
        }
        double row = (grid.north() - latitude(window, y)) / grid.dLat();
        double column = (longitude(window, x) - grid.west()) / grid.dLon();
        double sum = 0;
        double weights = 0;
        for (int r = (int) Math.floor(row); r <= Math.floor(row) + 1; r++) {
            for (int c = (int) Math.floor(column); c <= Math.floor(column) + 1; c++) {
                float value =
                        field.value(Math.min(grid.ny() - 1, Math.max(0, r)), Math.min(grid.nx() - 1, Math.max(0, c)));
                if (!Float.isNaN(value)) {
                    double weight = (1 - Math.abs(r - row)) * (1 - Math.abs(c - column));
                    sum += weight * Math.log(Math.max(0.05, value));
                    weights += weight;
                }
            }
        }
        return (byte) ColourScale.index((float) Math.exp(sum / weights + 1e-5), ColourScale.RAIN.bounds());
    }

    private static int row(RadarGrid grid, MapWindow window, int y) {
        double row = Math.floor((grid.north() - latitude(window, y)) / grid.dLat() + 0.5);
        return row >= 0 && row < grid.ny() ? (int) row : -1;
    }

    private static double latitude(MapWindow window, int y) {
        double pixels = window.edge() * Math.pow(2, window.zoom());
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (window.top() + y + 0.5) / pixels))));
    }

    private static double longitude(MapWindow window, int x) {
        return (window.left() + x + 0.5) / (window.edge() * Math.pow(2, window.zoom())) * 360 - 180;
    }
}
