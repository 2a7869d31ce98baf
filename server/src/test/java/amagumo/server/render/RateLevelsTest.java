package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RateLevelsTest {

    private static final List<Float> BOUNDS = RateLevels.COARSE.boundsMmH();

    @Test
    void aLevelIsTheLastBoundThatARateReaches() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            float rate = i < BOUNDS.size() ? BOUNDS.get(i) : (float) Math.exp(random.nextDouble() * 10 - 4);
            int expected = RateLevels.DRY;
            for (float bound : BOUNDS) {
                expected += rate >= bound ? 1 : 0;
            }
            assertEquals(expected, RateLevels.COARSE.level(rate), () -> rate + " mm/h");
        }
        assertEquals(RateLevels.MISSING, RateLevels.COARSE.level(Float.NaN));
        assertEquals(RateLevels.DRY, RateLevels.COARSE.level(0));
    }

    @Test
    void theBoundsAscendAndHoldThoseOfTheColourClassesSoThatACellKeepsItsColour() {
        for (int i = 1; i < BOUNDS.size(); i++) {
            assertTrue(BOUNDS.get(i - 1) < BOUNDS.get(i), "bound " + i);
        }
        ColourScale.RAIN.classes().forEach(c -> assertTrue(BOUNDS.contains(c.from()), "class from " + c.from()));
        assertTrue(BOUNDS.size() + RateLevels.DRY < 256, "levels are octets");
    }

    @Test
    void aFieldIsWrittenRowByRowFromTheNorth() throws IOException {
        float[][] rates = {{Float.NaN, 0, 0.1f}, {1, 80, 300}};
        byte[] levels = unpacked(gzipped(rates, new RadarGrid(3, 2, 40, 130, 1, 1)));
        int of1 = 2 + BOUNDS.indexOf(1f);
        int of80 = 2 + BOUNDS.indexOf(80f);
        assertArrayEquals(new byte[] {0, 1, 2, (byte) of1, (byte) of80, (byte) (1 + BOUNDS.size())}, levels);
    }

    @Test
    void allJapanTravelsAtHalfItsSizeAndACellIsTheMeanOfWhatIsKnownOfItsSquare() throws IOException {
        RadarGrid japan = new RadarGrid(2560, 3360, 48 - 1 / 240.0, 118 + 1 / 160.0, 1 / 120.0, 1 / 80.0);
        float[][] rates = new float[3360][2560];
        rates[0][0] = Float.NaN;
        rates[0][1] = 10;
        rates[1][0] = 20;
        rates[1][1] = Float.NaN;
        rates[2][2] = rates[2][3] = rates[3][2] = rates[3][3] = Float.NaN;
        RadarGrid half = PooledOctets.grid(japan);
        byte[] levels = unpacked(gzipped(rates, japan));
        assertEquals(1280 * 1680, levels.length);
        assertEquals(1280, half.nx());
        assertEquals(2 + BOUNDS.indexOf(15f), levels[0]);
        assertEquals(RateLevels.MISSING, levels[1280 + 1]);
        assertEquals(RateLevels.DRY, levels[2]);
        assertEquals(japan.edges().north(), half.edges().north(), 1e-9);
        assertEquals(japan.edges().west(), half.edges().west(), 1e-9);
    }

    @Test
    void fineLevelsHoldTheBoundsOfEveryPalette() {
        List<Float> fine = RateLevels.FINE.boundsMmH();
        assertEquals(LevelField.MAX_LEVELS, RateLevels.FINE.values().length);
        for (float bound : Palette.JMA.bounds()) {
            assertTrue(fine.contains(bound), "bound " + bound);
        }
        for (float bound : Palette.REFLECTIVITY.bounds()) {
            boolean isWithin = bound > fine.get(0) && bound <= fine.get(fine.size() - 1);
            assertTrue(!isWithin || fine.contains(bound), "bound " + bound);
        }
    }

    private static byte[] gzipped(float[][] rates, RadarGrid grid) {
        return PooledOctets.gzipped(rates, grid, RateLevels.COARSE::level);
    }

    private static byte[] unpacked(byte[] gzipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return in.readAllBytes();
        }
    }
}
