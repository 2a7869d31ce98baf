package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class ClassTileTest {

    private static final int IHDR_DATA = 16;

    @Test
    void everyPixelKeepsItsEntry() throws UnexpectedTileException {
        byte[] entries = ClassTile.entries(DrawnTile.of((x, y) -> (x + 3 * y) % 10));
        for (int i = 0; i < entries.length; i++) {
            assertEquals((i % 256 + 3 * (i / 256)) % 10, entries[i]);
        }
    }

    @Test
    void aTransparentPictureWithoutPaletteIsEmpty() throws UnexpectedTileException {
        assertArrayEquals(new byte[65_536], ClassTile.entries(DrawnTile.rgba(256, 0)));
        assertArrayEquals(new byte[65_536], ClassTile.entries(DrawnTile.rgba(1, 0x00FF0000)));
    }

    @Test
    void aPictureWithoutPaletteThatShowsSomethingIsRefused() {
        refused(DrawnTile.rgba(256, 0x010041FF), "it shows something, and has no palette");
    }

    @Test
    void anotherSizeOrDepthIsRefused() {
        refused(DrawnTile.of(512, 4, DrawnTile.PALETTE, (x, y) -> 0), "it has 512 x 512 pixels of 4 bits");
        refused(DrawnTile.of(255, 4, DrawnTile.PALETTE, (x, y) -> 0), "it has 255 x 255 pixels of 4 bits");
        refused(DrawnTile.of(256, 8, DrawnTile.PALETTE, (x, y) -> 0), "it has 256 x 256 pixels of 8 bits");
        refused(DrawnTile.rgba(257, 0), "it has 257 x 257 pixels of 8 bits and colour type 6");
    }

    @Test
    void anotherPaletteIsRefusedByName() {
        int[] other = DrawnTile.PALETTE.clone();
        other[5] = 0xFF0042FF;
        refused(
                DrawnTile.of(256, 4, other, (x, y) -> 0),
                "entry 5 of its palette is the colour 0042ff of opacity 255, not 0041ff of 255");
        other = DrawnTile.PALETTE.clone();
        other[1] = 0xFFF2F2FF;
        refused(DrawnTile.of(256, 4, other, (x, y) -> 0), "entry 1 of its palette is not transparent");
        refused(
                DrawnTile.of(256, 4, Arrays.copyOf(DrawnTile.PALETTE, 9), (x, y) -> 0),
                "its palette has 9 entries, not 10");
    }

    @Test
    void aColourThatIsNotOpaqueIsRefused() {
        byte[] tile = DrawnTile.of((x, y) -> 0);
        int at = new String(tile, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
        byte[] alpha = {0, 0, -1, -1, -1, -1, -1, -1, -1, (byte) 128};
        int from = new String(tile, StandardCharsets.ISO_8859_1).indexOf("tRNS") - 4;
        byte[] other =
                concat(Arrays.copyOf(tile, from), chunk("tRNS", alpha), Arrays.copyOfRange(tile, at, tile.length));
        refused(other, "entry 9 of its palette is the colour b40068 of opacity 128, not b40068 of 255");
    }

    @Test
    void anEntryBehindTheClassesMayBeThereButNotBeShown() throws UnexpectedTileException {
        int[] longer = Arrays.copyOf(DrawnTile.PALETTE, 12);
        longer[10] = 0xFF654321;
        longer[11] = 0xFF123456;
        assertEquals(9, ClassTile.entries(DrawnTile.of(256, 4, longer, (x, y) -> 9))[0]);
        refused(
                DrawnTile.of(256, 4, longer, (x, y) -> x == 200 && y == 100 ? 11 : 0),
                "a pixel is entry 11 of its palette, which is no class");
    }

    @Test
    void aTileCutAnywhereIsRefused() {
        byte[] whole = DrawnTile.of((x, y) -> x * y % 10);
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 500)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(UnexpectedTileException.class, () -> ClassTile.entries(cut));
        }
    }

    @Test
    void aChangedOctetIsRefusedWhereverItIs() {
        byte[] whole = DrawnTile.of((x, y) -> x * y % 10);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(UnexpectedTileException.class, () -> ClassTile.entries(changed));
        }
    }

    @Test
    void pixelsThatEndEarlyAreDamagedAlthoughTheirChecksumIsRight() {
        byte[] rows = new byte[100 * 129]; // 100 rows of a filter and 256 pixels of 4 bits, not 256 rows
        refused(withData(deflated(rows)), "its pixels are damaged");
        refused(withData(new byte[] {1, 2, 3, 4}), "its pixels are damaged");
        refused(withData(new byte[0]), "its pixels are damaged");
    }

    @Test
    void pixelsThatUnpackToMoreThanATileAreNotUnpacked() throws UnexpectedTileException {
        byte[] bomb = withData(deflated(new byte[64 << 20]));
        assertTrue(bomb.length < 256 << 10, () -> bomb.length + " octets");
        assertArrayEquals(ClassTile.EMPTY, ClassTile.entries(bomb));
    }

    @Test
    void aHeaderThatPromisesAHugePictureIsRefusedBeforeItIsUnpacked() {
        byte[] huge = DrawnTile.of((x, y) -> 0);
        ByteBuffer.wrap(huge).putInt(IHDR_DATA, Integer.MAX_VALUE).putInt(IHDR_DATA + 4, Integer.MAX_VALUE);
        CRC32 crc = new CRC32();
        crc.update(huge, IHDR_DATA - 4, 17);
        ByteBuffer.wrap(huge).putInt(IHDR_DATA + 13, (int) crc.getValue());
        refused(huge, "it has 2147483647 x 2147483647 pixels");
    }

    @Test
    void textsAndProfilesAreLeftOut() throws UnexpectedTileException {
        byte[] bomb = deflated(new byte[64 << 20]);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(bomb);
        byte[] tile = DrawnTile.of((x, y) -> 3);
        int afterHeader = IHDR_DATA + 17;
        byte[] with = concat(
                Arrays.copyOf(tile, afterHeader),
                chunk("zTXt", text.toByteArray()),
                chunk("iCCP", text.toByteArray()),
                Arrays.copyOfRange(tile, afterHeader, tile.length));
        assertEquals(3, ClassTile.entries(with)[0]);
        refused(
                concat(
                        Arrays.copyOf(tile, afterHeader),
                        chunk("EVIL", new byte[1]),
                        Arrays.copyOfRange(tile, afterHeader, tile.length)),
                "its chunk EVIL is not known");
    }

    @Test
    void otherFilesAreRefused() {
        refused(new byte[0], "it is not a PNG file");
        refused("<html>busy</html>".getBytes(StandardCharsets.UTF_8), "it is not a PNG file");
        refused(Arrays.copyOf(DrawnTile.of((x, y) -> 0), 8), "it ends within a chunk");
    }

    private static void refused(byte[] png, String reason) {
        String message = assertThrows(UnexpectedTileException.class, () -> ClassTile.entries(png))
                .getMessage();
        assertTrue(message.startsWith(reason), message);
    }

    /** A tile whose compressed pixels are given. */
    private static byte[] withData(byte[] data) {
        byte[] tile = DrawnTile.of((x, y) -> 0);
        int at = new String(tile, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
        return concat(Arrays.copyOf(tile, at), chunk("IDAT", data), chunk("IEND", new byte[0]));
    }

    private static byte[] deflated(byte[] octets) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(octets);
        deflater.finish();
        byte[] out = new byte[octets.length / 500 + 1000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
