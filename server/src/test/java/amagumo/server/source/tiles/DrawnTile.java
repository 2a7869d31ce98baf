package amagumo.server.source.tiles;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Draws tiles as JMA's are, with the JDK's own writer of PNG. */
final class DrawnTile {

    /** Entries of the palette, alpha first: nothing twice, then JMA's colours from 0.1 to 80 mm/h and more. */
    static final int[] PALETTE = {
        0x00FFFFFF,
        0x00FFFFFF,
        0xFFF2F2FF,
        0xFFA0D2FF,
        0xFF218CFF,
        0xFF0041FF,
        0xFFFAF500,
        0xFFFF9900,
        0xFFFF2800,
        0xFFB40068
    };

    private DrawnTile() {}

    /** A tile whose pixels have the entry that is given for column and row. */
    static byte[] of(IntBinaryOperator entries) {
        return of(256, 4, PALETTE, entries);
    }

    static byte[] of(int edge, int bits, int[] palette, IntBinaryOperator entries) {
        IndexColorModel colours = new IndexColorModel(bits, palette.length, palette, 0, true, -1, 0);
        BufferedImage picture = new BufferedImage(
                edge, edge, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, colours);
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                picture.getRaster().setSample(x, y, 0, entries.applyAsInt(x, y));
            }
        }
        return png(picture);
    }

    /** A picture in RGBA of one colour, alpha first. */
    static byte[] rgba(int edge, int argb) {
        BufferedImage picture = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < edge * edge; i++) {
            picture.setRGB(i % edge, i / edge, argb);
        }
        return png(picture);
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
