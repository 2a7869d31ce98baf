package amagumo.server.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG pictures from rows given one after the other: four bits per pixel for up to 16 colours, eight for up to 256.
 * Source: PNG (Third Edition), W3C.
 *
 * <pre>
 *   signature  8 octets
 *   chunk      length (4), type (4), data (length), CRC-32 of type and data (4); integers are big endian
 *   IHDR       width (4), height (4), bit depth 4 or 8, colour type 3 (palette), compression 0, filter 0, interlace 0
 *   PLTE       red, green, blue of each colour
 *   tRNS       alpha of each colour
 *   IDAT       zlib stream of the rows: filter type (1), then one or two pixels an octet, the left one in the high bits
 *   IEND       empty
 * </pre>
 */
final class IndexedPng {

    /** The most pixels a picture may have: twice what all Japan at 250 m needs. */
    static final long MAX_PIXELS = 1L << 28;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int MAX_COLOURS = 256;

    /** Colours that half an octet can count. */
    private static final int COLOURS_OF_HALF = 16;

    private static final int IDAT_BYTES = 1 << 16;
    private static final byte FILTER_UP = 2;

    /** The pixels of a picture, asked for row by row from the top. */
    @FunctionalInterface
    interface Rows {
        /**
         * Puts the palette indices of row {@code y} into {@code indices}, as many as the width; it still holds the row
         * above.
         */
        void read(int y, byte[] indices);
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(IDAT_BYTES);
    private final byte[] compressed = new byte[IDAT_BYTES];

    private IndexedPng() {}

    /**
     * Encodes a picture.
     *
     * @param palette colours {@code 0xAARRGGBB}, 1 to 256 of them
     * @throws IllegalArgumentException if the size or the palette is out of bounds
     */
    static byte[] encode(int width, int height, int[] palette, Rows rows) {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("a picture of %d x %d pixels is refused: 1 to %d pixels can be drawn"
                    .formatted(width, height, MAX_PIXELS));
        }
        if (palette.length < 1 || palette.length > MAX_COLOURS) {
            throw new IllegalArgumentException("a palette of %d colours".formatted(palette.length));
        }
        IndexedPng png = new IndexedPng();
        png.out.writeBytes(SIGNATURE);
        int pixelsAnOctet = palette.length > COLOURS_OF_HALF ? 1 : 2;
        png.header(width, height, pixelsAnOctet);
        png.palette(palette);
        png.pixels(width, height, pixelsAnOctet, rows);
        png.chunk("IEND", new byte[0], 0);
        return png.out.toByteArray();
    }

    private void header(int width, int height, int pixelsAnOctet) {
        byte[] data = new byte[13];
        putInt(data, 0, width);
        putInt(data, 4, height);
        data[8] = (byte) (Byte.SIZE / pixelsAnOctet);
        data[9] = 3;
        chunk("IHDR", data, data.length);
    }

    private void palette(int[] palette) {
        byte[] colours = new byte[3 * palette.length];
        byte[] alphas = new byte[palette.length];
        for (int i = 0; i < palette.length; i++) {
            colours[3 * i] = (byte) (palette[i] >> 16);
            colours[3 * i + 1] = (byte) (palette[i] >> 8);
            colours[3 * i + 2] = (byte) palette[i];
            alphas[i] = (byte) (palette[i] >>> 24);
        }
        chunk("PLTE", colours, colours.length);
        chunk("tRNS", alphas, alphas.length);
    }

    /**
     * Each row is the difference from the one above (filter 2): neighbouring rows of rain are similar, and rows
     * repeated by the projection become zeros, which deflate fastest.
     */
    private void pixels(int width, int height, int pixelsAnOctet, Rows rows) {
        int octets = (width + pixelsAnOctet - 1) / pixelsAnOctet;
        byte[] indices = new byte[pixelsAnOctet * octets];
        byte[] above = new byte[octets];
        byte[] filtered = new byte[1 + octets];
        filtered[0] = FILTER_UP;
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (int y = 0; y < height; y++) {
                rows.read(y, indices);
                for (int i = 0; i < octets; i++) {
                    byte packed = pixelsAnOctet == 1 ? indices[i] : (byte) (indices[2 * i] << 4 | indices[2 * i + 1]);
                    filtered[1 + i] = (byte) (packed - above[i]);
                    above[i] = packed;
                }
                deflater.setInput(filtered);
                deflate(deflater);
            }
            deflater.finish();
            deflate(deflater);
        } finally {
            deflater.end();
        }
    }

    private void deflate(Deflater deflater) {
        while (true) {
            int count = deflater.deflate(compressed);
            if (count == 0) {
                return;
            }
            chunk("IDAT", compressed, count);
        }
    }

    private void chunk(String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        writeInt(length);
        out.writeBytes(name);
        out.write(data, 0, length);
        writeInt((int) crc.getValue());
    }

    private void writeInt(int value) {
        byte[] octets = new byte[4];
        putInt(octets, 0, value);
        out.writeBytes(octets);
    }

    private static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }
}
