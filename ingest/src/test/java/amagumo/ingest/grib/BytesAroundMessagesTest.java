package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.OtherOctets.Kind;
import amagumo.testing.Tars;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that hold more than whole messages: headings, padding, noise, torn and damaged messages. */
@Timeout(60)
class BytesAroundMessagesTest {

    private static final byte[] MESSAGE = SmallMessages.oneField();
    private static final byte[] WMO_HEADING =
            "\u0001\r\r\n123\r\r\nISXJ50 RJTD 010300\r\r\n".getBytes(StandardCharsets.US_ASCII);

    private static GribContent content(byte[]... parts) throws MalformedGribException {
        return GribReader.readMessages("f", Tars.concat(parts));
    }

    private static String refusal(byte[]... parts) {
        return assertThrows(MalformedGribException.class, () -> content(parts)).getMessage();
    }

    @Test
    void aFileOfMessagesAloneIsThatOfTheStrictReader() throws Exception {
        GribContent content = content(MESSAGE, SmallMessages.message(SmallMessages.wideField()));
        assertEquals(2, content.fields().size());
        assertEquals(
                List.of(0, 1), content.fields().stream().map(GribField::message).toList());
        assertEquals(List.of(), content.damaged());
        assertEquals(List.of(), content.others());
    }

    @Test
    void headingsPaddingAndLineEndsArePassedOverAndNamed() throws Exception {
        byte[] bchHeader = new byte[20];
        bchHeader[0] = 'B';
        bchHeader[7] = (byte) 0x80;
        GribContent content = content(WMO_HEADING, MESSAGE, new byte[400], bchHeader, MESSAGE, "\r\n".getBytes());
        assertEquals(2, content.fields().size());
        for (GribField field : content.fields()) {
            assertArrayEquals(
                    GribReader.read("f", MESSAGE).get(0).frame().values(),
                    field.frame().values());
        }
        int first = WMO_HEADING.length;
        int second = first + MESSAGE.length + 420;
        assertEquals(
                List.of(
                        new OtherOctets(0, WMO_HEADING.length, Kind.TEXT),
                        new OtherOctets(first + MESSAGE.length, 420, Kind.BINARY),
                        new OtherOctets(second + MESSAGE.length, 2, Kind.TEXT)),
                content.others());
        assertEquals(WMO_HEADING.length + 422, content.otherOctets());
        assertEquals(
                "2 octets of text at offset " + (second + MESSAGE.length),
                content.others().get(2).description());
    }

    @Test
    void zerosBehindTheLastMessageArePadding() throws Exception {
        assertEquals(
                List.of(new OtherOctets(MESSAGE.length, 400, Kind.ZEROS)),
                content(MESSAGE, new byte[400]).others());
    }

    @Test
    void aTornTailIsNamedAndWhatCameBeforeIsRead() throws Exception {
        for (int length = 4; length < MESSAGE.length; length++) {
            GribContent content = content(MESSAGE, Arrays.copyOf(MESSAGE, length));
            assertEquals(1, content.fields().size(), "cut at " + length);
            assertEquals(1, content.damaged().size(), "cut at " + length);
            assertTrue(content.damaged().get(0).offset() >= MESSAGE.length);
            assertEquals(List.of(), content.others());
        }
    }

    @Test
    void aDamagedMessageInTheMiddleCostsOnlyItself() throws Exception {
        for (int offset : new int[] {8, 12, 15, 20, 40, MESSAGE.length - 1}) {
            byte[] damaged = MESSAGE.clone();
            damaged[offset] ^= 0x40;
            GribContent content = content(MESSAGE, damaged, WMO_HEADING, MESSAGE);
            assertEquals(2, content.fields().size(), "damage at " + offset);
            assertEquals(1, content.damaged().size(), "damage at " + offset);
            assertEquals(
                    2 * MESSAGE.length + WMO_HEADING.length,
                    content.fields().get(1).offset() - section4());
        }
    }

    private static int section4() throws MalformedGribException {
        return GribReader.read("f", MESSAGE).get(0).offset();
    }

    @Test
    void aLengthThatReachesOverTheNextMessageDoesNotTakeItAlong() throws Exception {
        byte[] damaged = MESSAGE.clone();
        ByteBuffer.wrap(damaged).putLong(8, 2L * MESSAGE.length);
        GribContent content = content(damaged, MESSAGE);
        assertEquals(1, content.fields().size());
        assertEquals(1, content.damaged().size());
    }

    @Test
    void theWordGribInNoiseIsNotAMessage() throws Exception {
        byte[] words = "This is GRIB data, edition two. GRIB".getBytes(StandardCharsets.US_ASCII);
        assertEquals(List.of(), content(words, new byte[8], MESSAGE).damaged());
        byte[] noise = new byte[1 << 20];
        new Random(5).nextBytes(noise);
        GribContent content = content(noise, MESSAGE, noise);
        assertEquals(1, content.fields().size());
        assertEquals(List.of(), content.damaged());
        assertEquals(2L * noise.length, content.otherOctets());
    }

    @Test
    void aMessageOfAKindThatIsNotReadCostsOnlyItself() throws Exception {
        byte[] lambert = MESSAGE.clone();
        lambert[16 + 21 + 13] = 30;
        byte[] editionOne = MESSAGE.clone();
        editionOne[7] = 1;
        GribContent content = content(lambert, MESSAGE, editionOne);
        assertEquals(1, content.fields().size());
        assertEquals(
                List.of("grid template 3.30 (source 0) is not read, only 3.0", "GRIB edition 1 is not read, only 2"),
                content.damaged().stream().map(MalformedGribException::reason).toList());
    }

    @Test
    void aFileWithoutAWholeMessageIsRefusedWithAReason() {
        assertEquals("f: offset 0: the file is empty", refusal(new byte[0]));
        assertEquals("f: offset 0: no GRIB message, only 400 octets of zeros", refusal(new byte[400]));
        assertEquals("f: offset 0: no GRIB message, only 5 octets of text", refusal("words".getBytes()));
        assertEquals("f: offset 0: no GRIB message in 3 octets", refusal(new byte[] {1, 0, -1}));
        assertTrue(refusal(Arrays.copyOf(MESSAGE, 100)).startsWith("f: offset 8: a message of"));
    }

    @Test
    void aFileOfBeginningsIsGivenUpSoon() {
        byte[] begin = Arrays.copyOf(MESSAGE, 60);
        ByteBuffer many = ByteBuffer.allocate(60 * 200_000);
        while (many.hasRemaining()) {
            many.put(begin);
        }
        assertTrue(refusal(many.array()).startsWith("f: offset "));
    }
}
