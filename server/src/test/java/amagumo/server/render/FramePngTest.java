package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FramePngTest {

    private static final RadarGrid GRID = new RadarGrid(33, 400, 47, 130, 0.05, 0.05);
    private static final LevelTable TABLE =
            new LevelTable(2, new int[] {0, 10, 95, 105, 400, 700, 1_500, 2_500, 4_000, 6_000, 9_000});

    @Test
    void aMapHasTheColourOfTheCellThatLiesThere() throws IOException {
        RadarFrame frame = frame(Levels.ofBytes(randomLevels()));
        BufferedImage image = read(FramePng.mercator(frame));
        int[] rows = WebMercator.gridRows(GRID);
        assertEquals(rows.length, image.getHeight());
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < GRID.nx(); x++) {
                assertEquals(colour(frame.value(rows[y], x)), image.getRGB(x, y));
            }
        }
    }

    @Test
    void aLatLonPictureHasOnePixelACell() throws IOException {
        RadarFrame frame = frame(Levels.ofBytes(randomLevels()));
        BufferedImage image = read(FramePng.latLon(ColourScale.RAIN, frame));
        assertEquals(GRID.ny(), image.getHeight());
        for (int y = 0; y < GRID.ny(); y++) {
            for (int x = 0; x < GRID.nx(); x++) {
                assertEquals(colour(frame.value(y, x)), image.getRGB(x, y));
            }
        }
    }

    @Test
    void levelsAndRatesGiveTheSamePicture() {
        byte[] levels = randomLevels();
        short[] wide = new short[levels.length];
        for (int i = 0; i < levels.length; i++) {
            wide[i] = levels[i];
        }
        RadarFrame frame = frame(Levels.ofBytes(levels));
        byte[] expected = FramePng.mercator(frame);
        assertArrayEquals(expected, FramePng.mercator(frame.values(), GRID));
        assertArrayEquals(expected, FramePng.mercator(frame(Levels.ofShorts(wide))));
        assertArrayEquals(
                FramePng.latLon(ColourScale.RAIN, frame), FramePng.latLon(ColourScale.RAIN, frame.values(), GRID));
    }

    @Test
    void aFieldThatDoesNotFitTheGridIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FramePng.mercator(new float[400][32], GRID));
        assertThrows(IllegalArgumentException.class, () -> FramePng.mercator(new float[399][33], GRID));
    }

    private static byte[] randomLevels() {
        byte[] levels = new byte[(int) GRID.cells()];
        Random random = new Random(7);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) random.nextInt(TABLE.maxLevel() + 1);
        }
        return levels;
    }

    private static RadarFrame frame(Levels levels) {
        return new RadarFrame(Instant.EPOCH, 5, GRID, TABLE, levels);
    }

    private static int colour(float value) {
        return ColourScale.RAIN.palette()[ColourScale.index(value, ColourScale.RAIN.bounds())];
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
