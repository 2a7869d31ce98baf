package amagumo.ingest.radar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LevelTableTest {

    private static final LevelTable TABLE = new LevelTable(2, new int[] {0, 10, 25, 35, 26_000});

    @Test
    void levelIsItsValueOverThePowerOfTenRoundedToFloat() {
        assertEquals(0f, TABLE.value(1));
        assertEquals(0.1f, TABLE.value(2));
        assertEquals(0.25f, TABLE.value(3));
        assertEquals(260f, TABLE.value(5));
        assertEquals(1000f, new LevelTable(-1, new int[] {100}).value(1));
    }

    @Test
    void levelZeroIsMissing() {
        assertTrue(Float.isNaN(TABLE.value(0)));
        assertEquals(0, TABLE.nearestLevel(Float.NaN));
    }

    @Test
    void nearestLevelIsTheLowerOfTwoEquallyNear() {
        LevelTable whole = new LevelTable(0, new int[] {0, 2, 4});
        assertEquals(1, whole.nearestLevel(-3));
        assertEquals(1, whole.nearestLevel(1));
        assertEquals(2, whole.nearestLevel(1.01f));
        assertEquals(3, whole.nearestLevel(3.5f));
        assertEquals(3, whole.nearestLevel(1e9f));
        for (int level = 1; level <= TABLE.maxLevel(); level++) {
            assertEquals(level, TABLE.nearestLevel(TABLE.value(level)));
        }
    }

    @Test
    void tableKeepsItsNumbersToItself() {
        int[] raw = {1, 2};
        LevelTable table = new LevelTable(0, raw);
        raw[0] = 9;
        table.values()[1] = 9;
        assertEquals(1f, table.value(1));
        assertEquals(new LevelTable(0, new int[] {1, 2}), table);
    }

    @Test
    void frameCutsItsValuesFromItsLevels() {
        RadarGrid grid = new RadarGrid(3, 2, 36, 138, 1, 1);
        Levels levels = Levels.ofBytes(new byte[] {0, 1, 2, 3, 4, 5});
        RadarFrame frame = new RadarFrame(Instant.EPOCH, 5, grid, TABLE, levels);
        float[][] cut = frame.values(new CellBox(1, 1, 1, 2));
        assertEquals(0.35f, cut[0][0]);
        assertEquals(260f, cut[0][1]);
        assertTrue(Float.isNaN(frame.values()[0][0]));
        assertThrows(IllegalArgumentException.class, () -> frame.values(new CellBox(1, 1, 2, 2)));
        RadarGrid wider = new RadarGrid(4, 2, 36, 138, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new RadarFrame(Instant.EPOCH, 5, wider, TABLE, levels));
    }

    @Test
    void shortsHoldLevelsBeyondTwoHundredFiftyFive() {
        int[] raw = new int[65_535];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = i;
        }
        float[] target = new float[2];
        Levels.ofShorts(new short[] {(short) 65_535, 256}).valuesInto(new LevelTable(0, raw), 0, 2, target, 0);
        assertEquals(65_534f, target[0]);
        assertEquals(255f, target[1]);
    }

    @Test
    void marshallPalmerGivesThePublishedReflectivities() {
        assertEquals(23.01, RainRate.MARSHALL_PALMER.dBZ(1), 0.005);
        assertEquals(39.01, RainRate.MARSHALL_PALMER.dBZ(10), 0.005);
        assertEquals(10, RainRate.MARSHALL_PALMER.rateMmH(RainRate.MARSHALL_PALMER.dBZ(10)), 1e-12);
        assertEquals(Double.NEGATIVE_INFINITY, RainRate.MARSHALL_PALMER.dBZ(0));
    }
}
