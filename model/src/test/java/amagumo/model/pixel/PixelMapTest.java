package amagumo.model.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelMapTest {

    private static final PixelMap MAP = PixelMap.DEFAULT;

    @Test
    void lowAndHighAreThoseOfMarshallAndPalmer() {
        // 10 log10(200) + 16 log10(0.1) = 23.0103 - 16.
        assertEquals(7.0103, MAP.lowDbz(), 1e-4);
        // 23.0103 dBZ is 1 mm/h; (23.0103 - 7.0103) / (60 - 7.0103).
        assertEquals(0.301945, MAP.pixel(1f), 1e-6);
        // 60 dBZ: (10^6 / 200)^(1 / 1.6).
        assertEquals(205.048, MAP.rateMmH(1f), 1e-2);
    }

    @Test
    void atOrBelowATenthOfAMillimetreIsExactlyDryBothWays() {
        for (float dry : new float[] {0f, 0.05f, 0.1f}) {
            assertEquals(0f, MAP.pixel(dry));
        }
        assertTrue(MAP.pixel(Math.nextUp(0.1f)) >= 0);
        assertTrue(MAP.pixel(0.11f) > 0);
        assertEquals(0f, MAP.rateMmH(0f));
        assertEquals(0f, MAP.rateMmH(-0.1f));
    }

    @Test
    void missingStaysMissing() {
        assertTrue(Float.isNaN(MAP.pixel(Float.NaN)));
        assertTrue(Float.isNaN(MAP.rateMmH(Float.NaN)));
    }

    @Test
    void aboveTheHighestReflectivityIsOne() {
        assertEquals(1f, MAP.pixel(260f));
        assertEquals(1f, MAP.pixel(Float.POSITIVE_INFINITY));
        assertEquals(MAP.rateMmH(1f), MAP.rateMmH(1.5f));
    }

    @Test
    void aRainRateInRangeComesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            float rate = (float) Math.exp(Math.log(0.101) + random.nextDouble() * Math.log(2000));
            assertEquals(1, MAP.rateMmH(MAP.pixel(rate)) / rate, 1e-5, "rate " + rate);
        }
    }

    @Test
    void aMapWithoutRangeOrRelationIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PixelMap(200, 1.6, 10, 10));
        assertThrows(IllegalArgumentException.class, () -> new PixelMap(200, 1.6, 10, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new PixelMap(0, 1.6, 7, 60));
    }

    @Test
    void anOutputMappingIsLinearBetweenItsRows() {
        OutputMapping mapping = new OutputMapping(List.of(0.0, 0.5, 1.0), List.of(0.0, 2.0, 10.0));
        assertEquals(0, mapping.rateMmH(MAP, 0));
        assertEquals(1, mapping.rateMmH(MAP, 0.25f), 1e-6);
        assertEquals(2, mapping.rateMmH(MAP, 0.5f), 1e-6);
        assertEquals(6, mapping.rateMmH(MAP, 0.75f), 1e-6);
        assertEquals(10, mapping.rateMmH(MAP, 2), 1e-6);
        assertTrue(Float.isNaN(mapping.rateMmH(MAP, Float.NaN)));
    }

    @Test
    void anEmptyOutputMappingIsThePixelMapsInverse() {
        assertEquals(MAP.rateMmH(0.4f), OutputMapping.INVERSE.rateMmH(MAP, 0.4f));
    }

    @Test
    void anOutputMappingThatFallsOrLeavesAGapIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new OutputMapping(List.of(0.0, 0.5, 1.0), List.of(0.0, 3.0, 2.0)));
        assertThrows(IllegalArgumentException.class, () -> new OutputMapping(List.of(0.0, 0.5), List.of(0.0, 3.0)));
        assertThrows(IllegalArgumentException.class, () -> new OutputMapping(List.of(0.0, 1.0), List.of(0.0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new OutputMapping(List.of(0.0, 0.0, 1.0), List.of(0.0, 1.0, 2.0)));
        assertThrows(
                IllegalArgumentException.class, () -> new OutputMapping(List.of(0.0, 1.0), List.of(0.0, Double.NaN)));
    }
}
