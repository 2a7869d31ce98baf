package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that are taken out of a store. */
class RemovalTest {

    @TempDir
    private Path directory;

    private DayFile day;

    @BeforeEach
    void storeThreeFrames() throws IOException {
        append(0, 1, 2);
        day = DayFile.of(directory, Frames.START);
    }

    @Test
    void aRemovedFrameIsGoneAndItsTimeCanBeStoredAgain() throws IOException {
        FrameStore read = FrameStore.open(directory);
        StoredFrame before = read.find(Frames.time(1)).orElseThrow();
        assertEquals(List.of(Frames.time(1)), remove(Frames.time(1)));
        assertEquals(new StoreChanges(List.of(), List.of(), List.of(Frames.time(1))), read.refresh());
        assertThrows(NoSuchElementException.class, () -> read.read(Frames.time(1)));
        assertArrayEquals(Frames.encoded(1).message(), before.message(), "who looked it up before has it still");
        assertEquals(List.of(new AppendResult.Stored()), append(1));
        assertEquals(List.of(Frames.time(1)), read.refresh().added());
        assertArrayEquals(Frames.encoded(1).message(), read.message(Frames.time(1)));
    }

    @Test
    void oneWriterRemovesStoresAndRemovesAgain() throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            for (int turn = 0; turn < 3; turn++) {
                assertEquals(List.of(Frames.time(1)), writer.remove(List.of(Frames.time(1))));
                assertEquals(List.of(), writer.remove(List.of(Frames.time(1))));
                assertEquals(List.of(new AppendResult.Stored()), writer.append(List.of(Frames.encoded(1)), false));
            }
            writer.remove(List.of(Frames.time(1)));
        }
        assertTimes(0, 2);
        assertEquals(List.of(), FrameStore.open(directory).verify());
    }

    @Test
    void aReplacedFrameIsRemovedWithAllThatItReplaced() throws IOException {
        EncodedFrame other = Frames.encoded(Frames.frame(Frames.time(1), 99));
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(List.of(other), true);
            writer.remove(List.of(Frames.time(1)));
        }
        assertTimes(0, 2);
        Files.delete(day.index());
        assertTimes(0, 2);
    }

    @Test
    void whatIsNotThereIsNotRemovedAndNothingIsWritten() throws IOException {
        byte[] before = Files.readAllBytes(day.file());
        assertEquals(List.of(), remove(Frames.time(3), Frames.time(400)));
        assertArrayEquals(before, Files.readAllBytes(day.file()));
        assertFalse(Files.exists(DayFile.of(directory, Frames.time(400)).file()));
    }

    @Test
    void aRemovalOutlivesTheIndex() throws IOException {
        remove(Frames.time(0), Frames.time(2));
        byte[] index = Files.readAllBytes(day.index());
        Files.delete(day.index());
        assertTimes(1);
        append(1);
        assertArrayEquals(index, Files.readAllBytes(day.index()));
        assertTimes(1);
    }

    @Test
    void aDamagedRemovalThatTheIndexKnowsStillRemoves() throws IOException {
        remove(Frames.time(1));
        byte[] bytes = Files.readAllBytes(day.file());
        bytes[bytes.length - 10] ^= 1;
        Files.write(day.file(), bytes);
        FrameStore read = FrameStore.open(directory);
        assertEquals(List.of(), read.verify(), "no frame is lost by it");
        assertEquals(List.of(Frames.time(0), Frames.time(2)), read.times());
        append(3);
        assertTimes(0, 2, 3);
    }

    @Test
    void aFrameThatIsLostToDamageIsRemovedAndMissedNoMore() throws IOException {
        byte[] bytes = Files.readAllBytes(day.file());
        bytes[bytes.length - 10] ^= 1;
        Files.write(day.file(), bytes);
        assertEquals(1, FrameStore.open(directory).verify().size());
        assertEquals(List.of(Frames.time(2)), remove(Frames.time(2)));
        assertEquals(List.of(), FrameStore.open(directory).verify());
        assertEquals(List.of(), remove(Frames.time(2)));
        assertTimes(0, 1);
    }

    @Test
    void aStoreThatWasEmptiedIsFilledAgain() throws IOException {
        remove(Frames.time(0), Frames.time(1), Frames.time(2));
        assertTimes();
        append(1);
        assertTimes(1);
    }

    @Test
    void toOtherReadersADayFileWithARemovalIsGribWhoseCellsAreMissing() throws IOException {
        remove(Frames.time(1));
        List<GribField> fields = GribReader.read("day", Files.readAllBytes(day.file()));
        assertEquals(4, fields.size());
        assertEquals(Frames.time(1), fields.get(3).validTime());
        for (float[] row : fields.get(3).frame().values()) {
            for (float value : row) {
                assertTrue(Float.isNaN(value));
            }
        }
    }

    /** Stores outlive programs: what removes a frame today has to do so for ever. */
    @Test
    void theFormOfARemovalIsFixed() throws IOException {
        byte[] message = Tombstone.of(StoreDescription.read(directory), Frames.time(1));
        assertEquals(FORM, HexFormat.of().formatHex(message));
        assertEquals("amagumo: removed", new String(message, 42, 16, StandardCharsets.US_ASCII));
        assertTrue(Tombstone.is(message));
        for (int octet = 0; octet < message.length; octet++) {
            byte[] harmed = message.clone();
            harmed[octet] ^= 0x10;
            assertFalse(Tombstone.is(harmed), "octet " + octet);
            assertFalse(Tombstone.is(Arrays.copyOf(message, octet)), "of " + octet + " octets");
        }
    }

    private static final String FORM = "47524942ffff000200000000000000fd"
            + "00000015010022000002010007e803010005000000"
            + "0000001902616d6167756d6f3a2072656d6f7665641ab3472d"
            + "000000480300000001800000000004ffffffffff0103cd39fa0103c9f6a3000000180000"
            + "001000000000ffffffff022540b90839ceea3002235871083e31f6000030d40000208d00"
            + "00000052040000c35801cb00ffff000000008000000501ffffffffffffffffffffff07e80301000500"
            + "0100000000010200000000050000000000ffffffffffffffffffffffffffffffffffffffffffffffff"
            + "00000013050000018000c808000000010000000000000606ff000000080700810237373737";

    private List<AppendResult> append(int... indices) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            return writer.append(
                    Arrays.stream(indices).mapToObj(Frames::encoded).toList(), false);
        }
    }

    private List<Instant> remove(Instant... times) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            return writer.remove(List.of(times));
        }
    }

    private void assertTimes(int... indices) throws IOException {
        assertEquals(
                Arrays.stream(indices).mapToObj(Frames::time).toList(),
                FrameStore.open(directory).times());
    }
}
