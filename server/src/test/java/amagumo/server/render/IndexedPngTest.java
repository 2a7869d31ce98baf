package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexedPngTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,7", "3,5", "640,480", "1001,333"})
    void anotherDecoderSeesThePixelsThatWereWritten(int width, int height) throws IOException {
        for (int colours : new int[] {1, 10, 16, 17, 256}) {
            anotherDecoderSeesThePixels(width, height, colours);
        }
    }

    private static void anotherDecoderSeesThePixels(int width, int height, int colours) throws IOException {
        Random random = new Random(width * 31L + height);
        int[] palette = random.ints(colours).toArray();
        int[][] pixels = new int[height][];
        for (int y = 0; y < height; y++) {
            pixels[y] = random.ints(width, 0, colours).toArray();
        }

        byte[] png = IndexedPng.encode(width, height, palette, (y, indices) -> {
            for (int x = 0; x < width; x++) {
                indices[x] = (byte) pixels[y][x];
            }
        });

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(palette[pixels[y][x]], image.getRGB(x, y), "pixel " + x + "," + y);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,5", "65536,65536", "2147483647,2147483647"})
    void aSizeThatCannotBeDrawnIsRefusedBeforeARowIsRead(int width, int height) {
        assertThrows(
                IllegalArgumentException.class,
                () -> IndexedPng.encode(width, height, new int[] {0}, (y, indices) -> {
                    throw new AssertionError("a row was read");
                }));
    }

    @Test
    void aPaletteOfMoreColoursThanAnOctetCountsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> IndexedPng.encode(1, 1, new int[257], (y, indices) -> indices[0] = 0));
    }
}
