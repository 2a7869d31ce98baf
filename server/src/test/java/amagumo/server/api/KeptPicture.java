package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture that is kept beside the tests, and what was taken in its place now, which stays in {@code target}. They are the same as
 * far as browsers of other versions draw the same: what smooths an edge otherwise is not counted, what moves an edge is. With
 * {@code -Damagumo.renew-pictures=true} those that are kept are written anew.
 */
final class KeptPicture {

    /** The largest share of pixels that may differ. */
    static final double MOST = 0.02;

    /** How far apart two colours are at least that differ, in red, green or blue, of 255. */
    private static final int APART = 16;

    private static final Path KEPT = Path.of("src/test/resources/amagumo/server/api/rain");
    private static final Path TAKEN = Path.of("target/pictures");

    private final String name;

    KeptPicture(String name) {
        this.name = name;
    }

    /** Leaves a picture in {@code target} for who wants to look at it. */
    static void leave(String name, byte[] png) throws IOException {
        Files.createDirectories(TAKEN);
        Files.write(TAKEN.resolve(name + ".png"), png);
    }

    /** Requires that what was taken now is the picture that is kept. */
    void requireSame(byte[] taken) throws IOException {
        leave(name, taken);
        Path kept = KEPT.resolve(name + ".png");
        if (Boolean.getBoolean("amagumo.renew-pictures")) {
            Files.createDirectories(KEPT);
            Files.write(kept, taken);
        }
        double differs = shareThatDiffers(read(Files.readAllBytes(kept)), read(taken));
        assertTrue(
                differs <= MOST,
                () -> "%.1f %% of %s are not as kept: look at %s; -Damagumo.renew-pictures=true writes it anew"
                        .formatted(100 * differs, name, TAKEN.resolve(name + ".png")));
    }

    /** How much of one picture is not as in another: 1 if they are not of one size. */
    static double shareThatDiffers(BufferedImage one, BufferedImage other) {
        int width = one.getWidth();
        int height = one.getHeight();
        if (other.getWidth() != width || other.getHeight() != height) {
            return 1;
        }
        int differ = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                differ += areApart(one.getRGB(x, y), other.getRGB(x, y)) ? 1 : 0;
            }
        }
        return (double) differ / (width * height);
    }

    static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static boolean areApart(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) >= APART) {
                return true;
            }
        }
        return false;
    }
}
