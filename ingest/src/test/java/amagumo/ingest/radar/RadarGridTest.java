package amagumo.ingest.radar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadarGridTest {

    /** JMA's 1 km composite, its corners as GRIB2 gives them: whole microdegrees. */
    private static final RadarGrid JAPAN = new RadarGrid(
            2560, 3360, 47.995833, 118.00625, (47.995833 - 20.004167) / 3359, (149.99375 - 118.00625) / 2559);

    @Test
    void cornersOfTheJmaGridAreCellCentres() {
        assertEquals(20.004167, JAPAN.south(), 1e-9);
        assertEquals(149.99375, JAPAN.east(), 1e-9);
        BoundingBox edges = JAPAN.edges();
        assertEquals(48, edges.north(), 1e-6);
        assertEquals(20, edges.south(), 1e-6);
        assertEquals(118, edges.west(), 1e-6);
        assertEquals(150, edges.east(), 1e-6);
    }

    @Test
    void boxOfDegreesTakesTheCellsWhoseCentresLieInIt() {
        CellBox box = JAPAN.cellsIn(new BoundingBox(34, 138, 37, 141));
        assertEquals(new CellBox(1320, 1600, 360, 240), box);
        RadarGrid kanto = JAPAN.crop(box);
        assertEquals(36.995833, kanto.north(), 1e-6);
        assertEquals(138.00625, kanto.west(), 1e-6);
    }

    @Test
    void centreOnTheEdgeOfTheBoxCountsAsInside() {
        RadarGrid grid = new RadarGrid(4, 4, 3, 0, 1, 1);
        assertEquals(new CellBox(1, 1, 2, 2), grid.cellsIn(new BoundingBox(1, 1, 2, 2)));
    }

    @Test
    void boxBeyondTheGridIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> JAPAN.cellsIn(new BoundingBox(-10, 118, -5, 120)));
        assertThrows(IllegalArgumentException.class, () -> JAPAN.crop(new CellBox(3359, 0, 2, 1)));
    }

    @Test
    void cropOfRoundedCornersIsTheSameGridAsTheCropOfExactOnes() {
        RadarGrid exact = new RadarGrid(2560, 3360, 48 - 1 / 240.0, 118 + 1 / 160.0, 1 / 120.0, 1 / 80.0);
        CellBox box = new CellBox(1320, 1600, 360, 240);
        assertTrue(exact.crop(box).sameCellsAs(JAPAN.crop(box)));
        assertFalse(exact.crop(box).sameCellsAs(JAPAN.crop(new CellBox(1321, 1600, 360, 240))));
    }

    @Test
    void pooledGridKeepsTheCentresOfItsCells() {
        RadarGrid pooled = new RadarGrid(10, 9, 8, 0, 1, 1).pooled(4);
        assertEquals(new RadarGrid(2, 2, 6.5, 1.5, 4, 4), pooled);
    }

    @Test
    void impossibleGridsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RadarGrid(0, 1, 0, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RadarGrid(1, 1, 0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new RadarGrid(1, 1, 0, 0, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new RadarGrid(1, 400, 90, 0, 1, 1));
    }

    @Test
    void longitudesAreTheSameModulo360InGridsAndBoxes() {
        RadarGrid america = new RadarGrid(100, 80, 40, 285.005, 0.0125, 0.0125);
        assertTrue(america.sameCellsAs(new RadarGrid(100, 80, 40, -74.995, 0.0125, 0.0125)));
        CellBox cells = america.cellsIn(new BoundingBox(39.9, -74.9, 40, -74.8));
        assertEquals(cells, america.cellsIn(new BoundingBox(39.9, 285.1, 40, 285.2)));
        assertEquals(new CellBox(0, 8, 9, 8), cells);
        assertEquals(-74.895, america.crop(cells).west(), 1e-9);
        assertEquals(-75.00125, america.edges().west(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {170, -190, 175, 350, -10, -5, 0, 100})
    void aBoxAcrossAnyMeridianHoldsTheCellsWhoseCentresDo(double west) {
        RadarGrid grid = new RadarGrid(20, 4, 3, west, 1, 1);
        for (int column = 0; column < 20; column++) {
            for (double turn : new double[] {0, 360, -360}) {
                double from = west + column - 0.5 + turn;
                if (Math.abs(from) <= 360) {
                    assertEquals(
                            new CellBox(0, column, 4, Math.min(3, 20 - column)),
                            grid.cellsIn(new BoundingBox(0, from, 4, from + 3)));
                }
            }
            assertEquals(column, grid.columnAt(west + column).orElseThrow());
            assertEquals(column, grid.columnAt(west + column + 0.49 - 360).orElseThrow());
            assertEquals(column, grid.columnAt(west + column - 0.49 + 360).orElseThrow());
        }
        assertTrue(grid.columnAt(west - 0.51).isEmpty());
        assertTrue(grid.columnAt(west + 19.51).isEmpty());
        assertEquals(grid.allCells(), grid.cellsIn(new BoundingBox(-90, -180, 90, 180)));
        assertEquals(grid.allCells(), grid.cellsIn(grid.edges()));
    }

    @Test
    void anyCellOfAGridAroundTheGlobeIsAGridAtItsOwnMeridian() {
        for (int west = -180; west <= 360; west += 15) {
            RadarGrid globe = new RadarGrid(24, 2, 3, west, 1, 15);
            for (int column = 0; column < 24; column++) {
                RadarGrid cell = globe.crop(new CellBox(0, column, 1, 1));
                assertEquals(column, globe.columnAt(cell.west()).orElseThrow());
                assertTrue(cell.west() >= -180 && cell.west() < 180);
                assertTrue(
                        cell.sameCellsAs(globe.crop(globe.cellsIn(cell.edges())).crop(new CellBox(0, 0, 1, 1))));
            }
            assertEquals(globe.edges(), globe.pooled(2).edges());
        }
    }

    @Test
    void aBoxAcrossTheDateLineMayBeWrittenBothWays() {
        BoundingBox box = new BoundingBox(30, 170, 40, 190);
        assertEquals(box, new BoundingBox(30, 170, 40, -170));
        assertEquals(box, new BoundingBox(30, -190, 40, -170));
        assertEquals(new BoundingBox(30, -10, 40, 10), new BoundingBox(30, 350, 40, 10));
        assertEquals(box, BoundingBox.parse("30,%s,40,%s".formatted(box.west(), box.east())));
        assertThrows(IllegalArgumentException.class, () -> new BoundingBox(30, 140, 40, 139), "a slip, not the globe");
        assertThrows(IllegalArgumentException.class, () -> new BoundingBox(30, 140, 40, 140));
        assertThrows(IllegalArgumentException.class, () -> new BoundingBox(30, Double.NaN, 40, 140));
        assertThrows(IllegalArgumentException.class, () -> new BoundingBox(30, -180, 40, 181));
    }

    @Test
    void aBoxOfBothEdgesOfAGridThatGoesAroundTheGlobeIsRefused() {
        RadarGrid globe = new RadarGrid(360, 180, 89.5, 0.5, 1, 1);
        assertEquals(new CellBox(0, 179, 180, 2), globe.cellsIn(new BoundingBox(-90, 179, 90, 181)));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> globe.cellsIn(new BoundingBox(-90, -10, 90, 10)));
        assertTrue(e.getMessage().startsWith("cells at both edges of the grid"), e.getMessage());
        assertEquals(globe.allCells(), globe.cellsIn(new BoundingBox(-90, -180, 90, 180)));
    }

    @Test
    void boxIsReadFromItsText() {
        assertEquals(new BoundingBox(34, 138, 37, 141), BoundingBox.parse("34,138, 37,141"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("34,138,37"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("37,138,34,141"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("a,138,34,141"));
    }
}
