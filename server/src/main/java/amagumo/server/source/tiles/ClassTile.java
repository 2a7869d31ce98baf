package amagumo.server.source.tiles;

import amagumo.server.render.ColourScale.ColourClass;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a tile: 256 x 256 pixels of a 4-bit palette, whose entries 0 and 1 are transparent (nothing to show) and 2 to 9
 * are {@link RainClasses} in JMA's colours. A tile without any rain may be a picture in RGBA that is transparent all over.
 */
final class ClassTile {

    /** Pixels of a tile's edge. */
    static final int EDGE = 256;

    /** A tile with nothing on it. */
    static final byte[] EMPTY = new byte[EDGE * EDGE];

    private static final int BITS = 4;
    private static final int OPAQUE = 0xFF;

    private ClassTile() {}

    /**
     * The palette's entry of each pixel, row by row from the north-west: 0 to 9.
     *
     * @param png a PNG file
     * @throws UnexpectedTileException if size, palette or content are not those of such a tile
     */
    static byte[] entries(byte[] png) throws UnexpectedTileException {
        PngChunks chunks = PngChunks.of(png);
        if (chunks.colourType() == PngChunks.RGBA
                && chunks.bits() == 8
                && isBetween(chunks.width(), 1, EDGE)
                && isBetween(chunks.height(), 1, EDGE)) {
            requireTransparent(picture(chunks));
            return EMPTY;
        }
        if (chunks.colourType() != PngChunks.PALETTE
                || chunks.bits() != BITS
                || chunks.width() != EDGE
                || chunks.height() != EDGE) {
            throw new UnexpectedTileException(
                    "it has %d x %d pixels of %d bits and colour type %d, not %d x %d of %d and %d"
                            .formatted(
                                    chunks.width(),
                                    chunks.height(),
                                    chunks.bits(),
                                    chunks.colourType(),
                                    EDGE,
                                    EDGE,
                                    BITS,
                                    PngChunks.PALETTE));
        }
        requirePalette(chunks);
        return entries(picture(chunks).getRaster());
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }

    /** Decodes what was checked: no more pixels than a tile has. */
    private static BufferedImage picture(PngChunks chunks) throws UnexpectedTileException {
        BufferedImage picture;
        try {
            picture = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(chunks.picture())));
        } catch (IOException | RuntimeException e) { // the JDK's reader throws either when a picture is damaged
            throw new UnexpectedTileException("its pixels are damaged");
        }
        if (picture == null) {
            throw new UnexpectedTileException("its pixels are damaged");
        }
        return picture;
    }

    private static void requireTransparent(BufferedImage picture) throws UnexpectedTileException {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) >>> 24 != 0) {
                    throw new UnexpectedTileException("it shows something, and has no palette");
                }
            }
        }
    }

    private static void requirePalette(PngChunks chunks) throws UnexpectedTileException {
        if (chunks.palette().length < 3 * RainClasses.END) {
            throw new UnexpectedTileException(
                    "its palette has %d entries, not %d".formatted(chunks.palette().length / 3, RainClasses.END));
        }
        for (int entry = 0; entry < RainClasses.FIRST; entry++) {
            if (alpha(chunks, entry) != 0) {
                throw new UnexpectedTileException("entry %d of its palette is not transparent".formatted(entry));
            }
        }
        for (int entry = RainClasses.FIRST; entry < RainClasses.END; entry++) {
            ColourClass expected = RainClasses.ALL.get(entry - RainClasses.FIRST);
            int colour = colour(chunks.palette(), entry);
            if (colour != expected.rgb() || alpha(chunks, entry) != OPAQUE) {
                throw new UnexpectedTileException(
                        "entry %d of its palette is the colour %06x of opacity %d, not %06x of %d"
                                .formatted(entry, colour, alpha(chunks, entry), expected.rgb(), OPAQUE));
            }
        }
    }

    private static int colour(byte[] palette, int entry) {
        return (palette[3 * entry] & 0xFF) << 16 | (palette[3 * entry + 1] & 0xFF) << 8 | palette[3 * entry + 2] & 0xFF;
    }

    private static int alpha(PngChunks chunks, int entry) {
        return entry < chunks.alpha().length ? chunks.alpha()[entry] & 0xFF : OPAQUE;
    }

    private static byte[] entries(Raster raster) throws UnexpectedTileException {
        byte[] entries = new byte[EDGE * EDGE];
        for (int i = 0; i < entries.length; i++) {
            int entry = raster.getSample(i % EDGE, i / EDGE, 0);
            if (entry >= RainClasses.END) {
                throw new UnexpectedTileException(
                        "a pixel is entry %d of its palette, which is no class".formatted(entry));
            }
            entries[i] = (byte) entry;
        }
        return entries;
    }
}
