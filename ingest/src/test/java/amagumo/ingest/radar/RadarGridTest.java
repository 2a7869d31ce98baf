package amagumo.ingest.radar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
    void boxIsReadFromItsText() {
        assertEquals(new BoundingBox(34, 138, 37, 141), BoundingBox.parse("34,138, 37,141"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("34,138,37"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("37,138,34,141"));
        assertThrows(IllegalArgumentException.class, () -> BoundingBox.parse("a,138,34,141"));
    }
}
