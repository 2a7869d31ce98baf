package amagumo.server.source.tiles;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The parts of a PNG file that make up its picture, each checked against its CRC. Others (texts, profiles, times), some of
 * which are compressed and could unpack to any size, are left out.
 *
 * <pre>
 * file   0-7  89 50 4E 47 0D 0A 1A 0A, then chunks: IHDR first, IEND last
 * chunk  0-3  length n of the data   4-7 type   8-(7+n) data   then CRC-32 of type and data
 * IHDR   0-3  width   4-7 height   8 bits a sample   9 colour type (3 palette, 6 RGBA)
 *        10   compression (0)   11 filter (0)   12 interlace
 * PLTE   red, green, blue of each entry   tRNS alpha of each entry, 255 for those that it does not reach
 * </pre>
 *
 * @param width pixels
 * @param height pixels
 * @param bits a sample
 * @param colourType as in IHDR
 * @param palette octets of PLTE, empty if there is none
 * @param alpha octets of tRNS, empty if there is none
 * @param picture a PNG file of these chunks alone
 */
record PngChunks(int width, int height, int bits, int colourType, byte[] palette, byte[] alpha, byte[] picture) {

    static final int PALETTE = 3;
    static final int RGBA = 6;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int AROUND_DATA = 12;
    private static final int IHDR_OCTETS = 13;

    /** Reads the chunks of a file. */
    static PngChunks of(byte[] file) throws UnexpectedTileException {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < SIGNATURE.length || !in.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
            throw new UnexpectedTileException("it is not a PNG file");
        }
        in.position(SIGNATURE.length);
        ByteArrayOutputStream picture = new ByteArrayOutputStream(file.length);
        picture.writeBytes(SIGNATURE);
        byte[] head = {};
        byte[] palette = {};
        byte[] alpha = {};
        String type = "";
        while (!type.equals("IEND")) {
            byte[] chunk = next(in);
            type = new String(chunk, 4, 4, StandardCharsets.ISO_8859_1);
            byte[] data = data(chunk);
            if (type.equals("IHDR") != (head.length == 0)) {
                throw new UnexpectedTileException("its header is not its first chunk");
            }
            switch (type) {
                case "IHDR" -> head = data;
                case "PLTE" -> palette = once(palette, data, type);
                case "tRNS" -> alpha = once(alpha, data, type);
                case "IDAT", "IEND" -> {}
                default -> {
                    if (Character.isUpperCase(type.charAt(0))) { // PNG, 5.4: without such a chunk it cannot be shown
                        throw new UnexpectedTileException("its chunk %s is not known".formatted(printable(type)));
                    }
                    continue;
                }
            }
            picture.writeBytes(chunk);
        }
        if (head.length != IHDR_OCTETS) {
            throw new UnexpectedTileException("its header has %d octets".formatted(head.length));
        }
        ByteBuffer header = ByteBuffer.wrap(head);
        return new PngChunks(
                header.getInt(0), header.getInt(4), head[8], head[9], palette, alpha, picture.toByteArray());
    }

    /** The chunk at the position, its length and CRC included. */
    private static byte[] next(ByteBuffer in) throws UnexpectedTileException {
        long length = in.remaining() < AROUND_DATA ? -1 : in.getInt(in.position()) & 0xFFFF_FFFFL;
        if (length < 0 || length > in.remaining() - AROUND_DATA) {
            throw new UnexpectedTileException("it ends within a chunk");
        }
        byte[] chunk = new byte[(int) length + AROUND_DATA];
        in.get(chunk);
        CRC32 crc = new CRC32();
        crc.update(chunk, 4, chunk.length - 8);
        if ((int) crc.getValue() != ByteBuffer.wrap(chunk).getInt(chunk.length - 4)) {
            throw new UnexpectedTileException("a chunk of it does not match its checksum");
        }
        return chunk;
    }

    private static byte[] data(byte[] chunk) {
        byte[] data = new byte[chunk.length - AROUND_DATA];
        System.arraycopy(chunk, 8, data, 0, data.length);
        return data;
    }

    private static byte[] once(byte[] before, byte[] data, String type) throws UnexpectedTileException {
        if (before.length > 0) {
            throw new UnexpectedTileException("it has the chunk %s twice".formatted(type));
        }
        return data;
    }

    private static String printable(String type) {
        return type.chars().allMatch(c -> c > ' ' && c < 127) ? type : "of no name";
    }
}
