package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.render.ColourScale;
import org.junit.jupiter.api.Test;

class RainClassesTest {

    @Test
    void aClassIsTheGeometricMeanOfItsBounds() {
        float[] expected = {Float.NaN, 0, 0.32f, 2.24f, 7.07f, 14.14f, 24.49f, 38.73f, 63.25f, 100};
        assertArrayEquals(expected, RainClasses.LEVELS.values());
    }

    @Test
    void aClassIsDrawnInTheColourThatItCameIn() {
        for (int entry = RainClasses.FIRST; entry < RainClasses.END; entry++) {
            float value = RainClasses.LEVELS.value(entry);
            int index = entry - RainClasses.FIRST;
            assertEquals(
                    index,
                    (int) ColourScale.RAIN.classes().stream()
                                    .filter(colour -> colour.from() <= value)
                                    .count()
                            - 1);
        }
    }

    @Test
    void theSentenceSaysWhatEachClassStandsFor() {
        assertEquals(
                "from colour classes of JMA's map tiles, in mm/h: 0.1 to 1 as 0.32, 1 to 5 as 2.24, 5 to 10 as 7.07,"
                        + " 10 to 20 as 14.14, 20 to 30 as 24.49, 30 to 50 as 38.73, 50 to 80 as 63.25,"
                        + " 80 and more as 100.00",
                RainClasses.provenance());
    }
}
