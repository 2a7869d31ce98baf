package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.ingest.radar.LevelTable;
import amagumo.server.render.ColourScale.ColourClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, #f2f2ff",
        "0.99, #f2f2ff",
        "1, #a0d2ff",
        "4.95, #a0d2ff",
        "5, #218cff",
        "10, #0041ff",
        "19.9, #0041ff",
        "20, #faf500",
        "30, #ff9900",
        "50, #ff2800",
        "79.9, #ff2800",
        "80, #b40068",
        "260, #b40068"
    })
    void aRateHasTheColourOfItsClass(float rateMmH, String css) {
        assertEquals(0xFF000000 | Integer.parseInt(css.substring(1), 16), argb(rateMmH));
    }

    @Test
    void dryIsTransparentAndUnlikeMissing() {
        assertEquals(0, argb(0) >>> 24);
        assertEquals(0, argb(0.099f) >>> 24);
        assertEquals(ColourScale.MISSING_ARGB, argb(Float.NaN));
        assertNotEquals(argb(0), argb(Float.NaN));
    }

    @Test
    void levelsHaveTheColoursOfTheirValues() {
        LevelTable table = new LevelTable(2, new int[] {0, 10, 25, 95, 105, 500, 2_000, 9_000, 26_000});
        byte[] indices = ColourScale.RAIN.indices(table);
        for (int level = 0; level <= table.maxLevel(); level++) {
            assertEquals(ColourScale.index(table.value(level), ColourScale.RAIN.bounds()), indices[level]);
        }
    }

    @Test
    void aClassIsWrittenAsCssColour() {
        assertEquals("#00000a", new ColourClass(1, 10).css());
    }

    @Test
    void boundsThatDoNotAscendAreRefused() {
        List<ColourClass> classes = List.of(new ColourClass(1, 0), new ColourClass(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ColourScale("rain", "mm/h", classes));
    }

    private static int argb(float value) {
        return ColourScale.RAIN.palette()[ColourScale.index(value, ColourScale.RAIN.bounds())];
    }
}
