package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.LevelTable;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken messages are refused with file, offset and reason, quickly and in little memory. */
@Timeout(60)
class HostileInputTest {

    private static final long MEMORY = 64 << 20;

    /** Where the sections of {@link SmallMessages#oneField()} begin. */
    private static final int SECTION_1 = 16;

    private static final int SECTION_3 = SECTION_1 + 21;
    private static final int SECTION_4 = SECTION_3 + 72;
    private static final int SECTION_5 = SECTION_4 + 82;
    private static final int SECTION_6 = SECTION_5 + 25;
    private static final int SECTION_7 = SECTION_6 + 6;
    private static final int DATA = SECTION_7 + 5;

    private final byte[] bytes = SmallMessages.oneField();

    private static void readAll(byte[] bytes) throws MalformedGribException {
        for (GribField field : GribReader.read("f", bytes)) {
            assertEquals(field.grid().cells(), field.decode().size());
        }
    }

    /** Reads bytes, whatever they are, and gives the reason if they were refused. */
    private static String readOrRefuse(byte[] bytes) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        String reason = "";
        try {
            readAll(bytes);
        } catch (MalformedGribException e) {
            assertEquals("f", e.file());
            assertTrue(e.offset() >= 0 && e.offset() <= bytes.length, e::getMessage);
            reason = e.reason();
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MEMORY, () -> "took " + allocated + " bytes");
        return reason;
    }

    private static void assertRefused(String reason, long offset, byte[] bytes) {
        MalformedGribException e = assertThrows(MalformedGribException.class, () -> readAll(bytes));
        assertEquals("f: offset %d: %s".formatted(offset, reason), e.getMessage());
        readOrRefuse(bytes);
    }

    private byte[] with(int offset, int... octets) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < octets.length; i++) {
            changed[offset + i] = (byte) octets[i];
        }
        return changed;
    }

    private byte[] withInt(int offset, long value) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(offset, (int) value);
        return changed;
    }

    /** The message with other packed data. */
    private byte[] withData(int... octets) {
        byte[] data = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            data[i] = (byte) octets[i];
        }
        ByteBuffer out = ByteBuffer.allocate(DATA + data.length + 4);
        out.put(bytes, 0, DATA).put(data).putInt(0x37373737);
        out.putLong(8, out.capacity()).putInt(SECTION_7, 5 + data.length);
        return out.array();
    }

    @Test
    void theMessageItselfIsRead() throws Exception {
        readAll(bytes);
        assertEquals(7, bytes[SECTION_7 + 4]);
    }

    @Test
    void truncationAtAnyByteIsRefused() {
        for (int length = 0; length < bytes.length; length++) {
            assertTrue(!readOrRefuse(Arrays.copyOf(bytes, length)).isEmpty(), "at " + length);
        }
    }

    @Test
    void truncationAtAnyByteWithLengthsMadeToFitIsRefused() {
        for (int length = DATA; length < bytes.length - 4; length++) {
            byte[] data = Arrays.copyOfRange(bytes, DATA, length);
            int[] octets = new int[data.length];
            Arrays.setAll(octets, i -> data[i]);
            assertTrue(!readOrRefuse(withData(octets)).isEmpty(), "at " + length);
        }
    }

    @Test
    void anyFlippedBitOfTheHeadersIsReadOrRefused() {
        int read = 0;
        for (int bit = 0; bit < 8 * DATA; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            read += readOrRefuse(flipped).isEmpty() ? 1 : 0;
        }
        assertTrue(read > 0 && read < 8 * DATA);
    }

    @Test
    void anyFlippedBitOfTheDataIsReadOrRefused() {
        for (int bit = 8 * DATA; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 0x7FFF_FFFFL, 0xFFFF_FFFFL})
    void aSectionOfAnImpossibleLengthIsRefused(long length) {
        int[] sections = {SECTION_1, SECTION_3, SECTION_4, SECTION_5, SECTION_6, SECTION_7};
        int[] numbers = {1, 3, 4, 5, 6, 7};
        for (int i = 0; i < sections.length; i++) {
            String reason = "section %d of %d octets where %d are left"
                    .formatted(numbers[i], length, bytes.length - 4 - sections[i]);
            assertRefused(reason, sections[i], withInt(sections[i], length));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 19, 0x7FFF_FFFFL, 0xFFFF_FFFFL, Long.MAX_VALUE, -1})
    void aMessageOfAnImpossibleLengthIsRefused(long length) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putLong(8, length);
        String reason =
                "a message of %s octets where %d are left".formatted(Long.toUnsignedString(length), bytes.length);
        assertRefused(reason, 8, changed);
    }

    @Test
    void bytesBehindAMessageThatAreNoMessageAreRefused() {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 20);
        assertRefused("no 'GRIB' at the beginning of a message", bytes.length, longer);
    }

    @Test
    void numbersOfPointsThatDifferAreRefused() {
        assertRefused("385 points for a grid of 24 x 16", SECTION_3 + 6, withInt(SECTION_3 + 6, 385));
        assertRefused("384 points for a grid of 25 x 16", SECTION_3 + 6, withInt(SECTION_3 + 30, 25));
        assertRefused("385 points packed for a grid of 24 x 16", SECTION_5 + 5, withInt(SECTION_5 + 5, 385));
        assertRefused(
                "2147483647 points packed for a grid of 24 x 16", SECTION_5 + 5, withInt(SECTION_5 + 5, 0xFFFF_FFFFL));
    }

    @ParameterizedTest
    @CsvSource({"65536, 32768", "4294967295, 4294967295", "0, 16", "24, 0", "16384, 16385"})
    void aGridOfTooManyPointsOrNoneIsRefused(long columns, long rows) {
        ByteBuffer changed = ByteBuffer.wrap(bytes.clone());
        changed.putInt(SECTION_3 + 30, (int) columns).putInt(SECTION_3 + 34, (int) rows);
        changed.putInt(SECTION_3 + 6, (int) (columns * rows)).putInt(SECTION_5 + 5, (int) (columns * rows));
        assertRefused(
                "a grid of %d x %d points, not 1 to 268435456".formatted(columns, rows),
                SECTION_3 + 30,
                changed.array());
    }

    @Test
    void aGridThatItsDataDoesNotFillTakesNoMemory() {
        ByteBuffer changed = ByteBuffer.wrap(bytes.clone());
        changed.putInt(SECTION_3 + 30, 16_384).putInt(SECTION_3 + 34, 16_384);
        changed.putInt(SECTION_3 + 6, 1 << 28).putInt(SECTION_5 + 5, 1 << 28);
        changed.put(SECTION_3 + 54, (byte) 0); // increments are not given
        assertTrue(readOrRefuse(changed.array()).startsWith("the runs end after"));
    }

    @Test
    void aLargestLevelBeyondTheTableIsRefused() {
        assertRefused("largest level 5 of a table of 4 levels in 8 bits", SECTION_5 + 11, with(SECTION_5 + 12, 0, 5));
        assertRefused("largest level 4 of a table of 4 levels in 2 bits", SECTION_5 + 11, with(SECTION_5 + 11, 2));
        assertRefused("0 bits per value, not 1 to 16", SECTION_5 + 11, with(SECTION_5 + 11, 0));
        assertRefused("17 bits per value, not 1 to 16", SECTION_5 + 11, with(SECTION_5 + 11, 17));
        assertRefused("a table of 5 levels in a section of 25 octets", SECTION_5 + 14, with(SECTION_5 + 14, 0, 5));
    }

    @Test
    void aLargestLevelOfZeroWithLevelsInTheDataIsRefused() {
        byte[] changed = withData(4, 250);
        changed[SECTION_5 + 13] = 0;
        assertRefused("a run before any level", DATA, changed);
    }

    @Test
    void aLargestLevelThatLeavesNoDigitsNeedsAValueForEachCell() throws Exception {
        byte[] levels = new byte[24 * 16];
        Arrays.fill(levels, (byte) 3);
        LevelTable table = new LevelTable(0, new int[] {1, 2, 3});
        byte[] message = SmallMessages.message(SmallMessages.field(table, levels, 2));
        readAll(message);
        assertEquals(24 * 16 / 4, message.length - 4 - (DATA - 2));

        ByteBuffer shorter = ByteBuffer.allocate(message.length - 1);
        shorter.put(message, 0, message.length - 5).putInt(0x37373737);
        shorter.putLong(8, shorter.capacity()).putInt(SECTION_7 - 2, 5 + 24 * 16 / 4 - 1);
        assertTrue(readOrRefuse(shorter.array()).startsWith("the runs end after 380 of 384 cells"));
    }

    @Test
    void aRunBeforeAnyLevelIsRefused() {
        assertRefused("a run before any level", DATA, withData(5, 1, 200));
    }

    @Test
    void aRunPastTheGridIsRefused() {
        // Base 251: 1 + 133 + 251 = 385 cells of 384.
        assertRefused("a run past the last of 384 cells", DATA + 2, withData(1, 5 + 133, 5 + 1));
        assertEquals("", readOrRefuse(withData(1, 5 + 132, 5 + 1)));
    }

    @Test
    void aRunWhoseExponentOverflowsIsRefused() {
        int[] digits = new int[10_000];
        Arrays.fill(digits, 5);
        digits[0] = 1;
        digits[9_999] = 255;
        assertRefused("a run past the last of 384 cells", DATA + 9_999, withData(digits));
        digits[9_999] = 5;
        assertEquals("the runs end after 1 of 384 cells", readOrRefuse(withData(digits)));
    }

    @Test
    void moreOrLessDataThanCellsIsRefused() {
        assertRefused("the runs end after 383 of 384 cells", DATA + 3, withData(1, 5 + 131, 5 + 1));
        assertRefused("more runs than 384 cells", DATA + 3, withData(1, 5 + 132, 5 + 1, 2));
        assertRefused("the runs end after 0 of 384 cells", DATA, withData());
    }

    @Test
    void sectionsOutOfOrderAreRefused() {
        assertRefused("section 4 after section 1", SECTION_3 + 4, with(SECTION_3 + 4, 4));
        assertRefused("section 3 after section 4", SECTION_5 + 4, with(SECTION_5 + 4, 3));
        assertRefused("section 8 after section 6", SECTION_7 + 4, with(SECTION_7 + 4, 8));
    }

    @Test
    void kindsThatAreNotReadAreNamed() {
        assertRefused("GRIB edition 1 is not read, only 2", 7, with(7, 1));
        assertRefused("scan mode 64 is not read, only 0", SECTION_3 + 71, with(SECTION_3 + 71, 64));
        assertRefused("grid template 3.30 (source 0) is not read, only 3.0", SECTION_3 + 12, with(SECTION_3 + 13, 30));
        assertRefused(
                "product template 4.50009 is not read "
                        + "(unknown product of centre 34: discipline 0, category 1, parameter 203)",
                SECTION_4 + 7,
                with(SECTION_4 + 8, 0x59));
        assertRefused("data representation 5.3 is not read, only 5.200", SECTION_5 + 9, with(SECTION_5 + 10, 3));
        assertRefused("a bitmap is not read", SECTION_6 + 5, with(SECTION_6 + 5, 0));
        assertRefused("2 time ranges are not read, only 1", SECTION_4 + 41, with(SECTION_4 + 41, 2));
        assertRefused("time unit 3 is not read", SECTION_4 + 48, with(SECTION_4 + 48, 3));
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        String reason = "not a time: Invalid value for MonthOfYear (valid values 1 - 12): 13";
        assertRefused(reason, SECTION_1 + 12, with(SECTION_1 + 14, 13));
        assertRefused(reason, SECTION_4 + 34, with(SECTION_4 + 36, 13));
    }
}
