package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebMercatorTest {

    private static final RadarGrid JAPAN = new RadarGrid(16, 3360, 48 - 1 / 240.0, 118, 1 / 120.0, 1 / 80.0);

    static Stream<RadarGrid> grids() {
        return Stream.of(
                JAPAN,
                new RadarGrid(3, 700, -10, 110, 0.05, 0.05),
                new RadarGrid(3, 700, 30, 110, 0.1, 0.1),
                new RadarGrid(3, 1, 35, 135, 0.01, 0.01),
                new RadarGrid(3, 180, 89.5, 0, 1, 1));
    }

    /** The latitudes come from another form of the projection: y = ln(tan(45 degrees + latitude / 2)). */
    @ParameterizedTest
    @MethodSource("grids")
    void eachPictureRowShowsTheGridRowThatLiesThere(RadarGrid grid) {
        BoundingBox bounds = WebMercator.bounds(grid);
        int[] rows = WebMercator.gridRows(grid);
        double top = otherY(bounds.north());
        double bottom = otherY(bounds.south());
        for (int row = 0; row < grid.ny(); row++) {
            double latitude = grid.latitude(row);
            if (Math.abs(latitude) >= WebMercator.MAX_LATITUDE) {
                continue;
            }
            double position = (top - otherY(latitude)) / (top - bottom) * rows.length;
            assertEquals(row, rows[(int) position], "latitude " + latitude);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void rowsRunFromNorthToSouthWithoutASkip(RadarGrid grid) {
        int[] rows = WebMercator.gridRows(grid);
        for (int i = 1; i < rows.length; i++) {
            int skip = rows[i] - rows[i - 1];
            assertTrue(skip == 0 || skip == 1, "row %d after %d".formatted(rows[i], rows[i - 1]));
        }
    }

    @Test
    void aLatLonPictureStretchedOverJapanWouldBeWrongByTensOfKilometres() {
        int[] rows = WebMercator.gridRows(JAPAN);
        int middle = rows.length / 2;
        int stretched = middle * JAPAN.ny() / rows.length;
        double kilometres = Math.abs(rows[middle] - stretched) * JAPAN.dLat() * 111.2;
        assertTrue(kilometres > 80, kilometres + " km");
    }

    @Test
    void theMapEndsAtItsGreatestLatitude() {
        BoundingBox bounds = WebMercator.bounds(new RadarGrid(360, 180, 89.5, -179.5, 1, 1));
        assertEquals(85.051129, bounds.north(), 1e-6);
        assertEquals(-85.051129, bounds.south(), 1e-6);
    }

    @Test
    void aGridBeyondTheMapIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> WebMercator.bounds(new RadarGrid(4, 4, 89, 0, 0.1, 0.1)));
    }

    @Test
    void aMapThatIsTooLargeIsRefused() {
        RadarGrid grid = new RadarGrid(1 << 20, 1 << 20, 60, 0, 1e-4, 1e-4);
        assertThrows(IllegalArgumentException.class, () -> WebMercator.gridRows(grid));
    }

    private static double otherY(double latitude) {
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2));
    }
}
