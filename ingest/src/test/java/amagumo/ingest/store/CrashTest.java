package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store looks like to its next reader and writer after the power failed. */
class CrashTest {

    /** Other content for the time of frame 1. */
    private static final EncodedFrame REPLACEMENT = Frames.encoded(Frames.frame(Frames.time(1), 99));

    @TempDir
    private Path directory;

    private DayFile day;

    @BeforeEach
    void storeThreeFrames() throws IOException {
        append(0, 1, 2);
        day = DayFile.of(directory, Frames.START);
    }

    @Test
    void aTailTornAtAnyByteIsIgnoredByReadersAndCutByTheNextWriter() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        byte[] next = Frames.encoded(3).message();
        for (int length = 0; length < next.length; length++) {
            byte[] torn = concat(durable, Arrays.copyOf(next, length));
            Files.write(day.file(), torn);
            assertTimes(0, 1, 2);
            assertArrayEquals(torn, Files.readAllBytes(day.file()), "a reader writes nothing");
        }
        append(2);
        assertArrayEquals(durable, Files.readAllBytes(day.file()));
    }

    @Test
    void aReplacementTornAtAnyByteLeavesWhatItWasToReplace() throws IOException {
        assertTornLeavesAllAsItWas(REPLACEMENT.message());
    }

    @Test
    void aRemovalTornAtAnyByteLeavesWhatItWasToRemove() throws IOException {
        assertTornLeavesAllAsItWas(removal(1));
    }

    private void assertTornLeavesAllAsItWas(byte[] next) throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        for (int length = 0; length < next.length; length++) {
            Files.write(day.file(), concat(durable, Arrays.copyOf(next, length)));
            assertTimes(0, 1, 2);
            assertFramesAreTheirs();
        }
        append(2);
        assertArrayEquals(durable, Files.readAllBytes(day.file()));
        assertFramesAreTheirs();
    }

    @Test
    void aHoleInAReplacementOrARemovalLeavesTheFrameThatWasThere() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        byte[] intact = Frames.encoded(4).message();
        for (byte[] torn : List.of(REPLACEMENT.message(), removal(1))) {
            for (int from = 0; from + 8 <= torn.length; from++) {
                byte[] holed = torn.clone();
                Arrays.fill(holed, from, Math.min(from + 64, holed.length), (byte) 0);
                Files.write(day.file(), concat(durable, holed, intact));
                assertTimes(0, 1, 2, 4);
                assertFramesAreTheirs();
            }
        }
    }

    @Test
    void replacementsAndRemovalsBehindTheIndexCountInTheirOrder() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        byte[] index = Files.readAllBytes(day.index());
        byte[] first = Frames.encoded(1).message();
        byte[] other = REPLACEMENT.message();
        for (int records = 0; records <= index.length; records += StoredMessage.RECORD_BYTES) {
            Files.write(day.index(), Arrays.copyOf(index, records));
            Files.write(day.file(), concat(durable, other, removal(1), removal(0)));
            assertTimes(2);
            Files.write(day.file(), concat(durable, removal(1), other));
            assertTimes(0, 1, 2);
            assertArrayEquals(other, FrameStore.open(directory).message(Frames.time(1)));
            Files.write(day.file(), concat(durable, other, removal(1), first));
            assertTimes(0, 1, 2);
            assertFramesAreTheirs();
        }
        append(3);
        assertTimes(0, 1, 2, 3);
        assertEquals(List.of(), FrameStore.open(directory).verify());
    }

    @Test
    void aRemovalOfAnotherDayOrGridBehindTheIndexIsNone() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        StoreDescription store = StoreDescription.read(directory);
        StoreDescription other = new StoreDescription(
                store.category(),
                store.parameter(),
                store.stepMinutes(),
                Frames.GRID.crop(new CellBox(0, 0, 9, 9)),
                store.box(),
                store.provenance());
        Files.write(day.file(), concat(durable, removal(300), Tombstone.of(other, Frames.time(1))));
        assertTimes(0, 1, 2);
    }

    @Test
    void aFileThatLostItsTailKeepsTheWholeMessagesBeforeIt() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        int twoFrames = durable.length - Frames.encoded(2).message().length;
        for (int length = twoFrames; length < durable.length; length += 7) {
            Files.write(day.file(), Arrays.copyOf(durable, length));
            assertTimes(0, 1);
        }
        append(3);
        assertTimes(0, 1, 3);
        assertEquals(List.of(), FrameStore.open(directory).verify());
    }

    @Test
    void aMessageBehindTheIndexCountsIfItIsSoundInFull() throws IOException {
        byte[] index = Files.readAllBytes(day.index());
        append(3);
        for (int records = 0; records <= index.length; records += StoredMessage.RECORD_BYTES / 2) {
            Files.write(day.index(), Arrays.copyOf(index, records));
            assertTimes(0, 1, 2, 3);
        }
    }

    @Test
    void aHoleBehindTheIndexCostsItsMessageAndNotTheSoundOneBehindIt() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        byte[] torn = Frames.encoded(3).message();
        byte[] intact = Frames.encoded(4).message();
        for (int from = 0; from + 8 <= torn.length; from += 5) {
            byte[] holed = torn.clone();
            Arrays.fill(holed, from, Math.min(from + 64, holed.length), (byte) 0);
            if (Arrays.equals(holed, torn)) {
                continue;
            }
            Files.write(day.file(), concat(durable, holed, intact));
            assertTimes(0, 1, 2, 4);
        }
        append(5);
        assertTimes(0, 1, 2, 4, 5);
        append(3);
        assertTimes(0, 1, 2, 3, 4, 5);
        assertFramesAreTheirs();
    }

    @Test
    void aHoleThatLeavesTheNumberOfCellsAsItWasIsSeen() throws IOException {
        // No two neighbours alike: each octet is a cell, so a hole in the data still fills the grid exactly.
        byte[] levels = new byte[(int) Frames.GRID.cells()];
        for (int cell = 0; cell < levels.length; cell++) {
            levels[cell] = (byte) (1 + cell % 2 * 24);
        }
        RadarFrame frame = new RadarFrame(Frames.time(3), 5, Frames.GRID, Frames.TABLE, Levels.ofBytes(levels));
        byte[] holed = Frames.encoded(frame).message();
        Arrays.fill(holed, holed.length - 100, holed.length - 10, (byte) 0);
        Files.write(day.file(), concat(Files.readAllBytes(day.file()), holed));
        assertTimes(0, 1, 2);
    }

    @Test
    void damageAnywhereInTheDayCostsNoOtherMessage() throws IOException {
        byte[] durable = Files.readAllBytes(day.file());
        int first = Frames.encoded(0).message().length;
        int second = first + Frames.encoded(1).message().length;
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = durable.clone();
            int from = first + random.nextInt(second - first);
            for (int at = from; at < Math.min(second, from + 1 + random.nextInt(40)); at++) {
                damaged[at] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(day.file(), damaged);
            FrameStore read = FrameStore.open(directory);
            read.verify();
            assertEquals(List.of(Frames.time(0), Frames.time(2)), read.times());
        }
        append(1);
        assertTimes(0, 1, 2);
        assertFramesAreTheirs();
    }

    @Test
    void anIndexOfNonsenseIsAsGoodAsNone() throws IOException {
        Random random = new Random(8);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.remove(List.of(Frames.time(0)));
        }
        byte[] index = Files.readAllBytes(day.index());
        for (int i = 0; i < 200; i++) {
            byte[] nonsense = index.clone();
            nonsense[random.nextInt(nonsense.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(day.index(), nonsense);
            assertTimes(1, 2);
        }
        append(3);
        assertTimes(1, 2, 3);
        assertArrayEquals(index, Arrays.copyOf(Files.readAllBytes(day.index()), index.length));
    }

    @Test
    void whatTheEncoderWritesOfAnyCropIsKnownAgainWithoutTheIndex() throws IOException {
        RadarGrid japan = new RadarGrid(2560, 3360, 48 - 1 / 240.0, 118 + 1 / 160.0, 1 / 120.0, 1 / 80.0);
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            CellBox box = new CellBox(
                    random.nextInt(3300), random.nextInt(2500), 1 + random.nextInt(60), 1 + random.nextInt(60));
            Path crop = directory.resolve("crop" + i);
            EncodedFrame frame = Frames.encoded(Frames.frame(Frames.START, 5, japan.crop(box), i));
            try (StoreWriter writer = StoreWriter.open(crop, Optional.empty())) {
                writer.append(List.of(frame), false);
            }
            Files.delete(DayFile.of(crop, Frames.START).index());
            assertEquals(List.of(Frames.START), FrameStore.open(crop).times(), () -> "crop " + box);
        }
    }

    private byte[] removal(int index) throws IOException {
        return Tombstone.of(StoreDescription.read(directory), Frames.time(index));
    }

    private void append(int... indices) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(Arrays.stream(indices).mapToObj(Frames::encoded).toList(), false);
        }
    }

    private void assertTimes(int... indices) throws IOException {
        List<Instant> expected = IntStream.of(indices).mapToObj(Frames::time).toList();
        assertEquals(expected, FrameStore.open(directory).times());
    }

    private void assertFramesAreTheirs() throws IOException {
        FrameStore read = FrameStore.open(directory);
        List<Instant> times = new ArrayList<>(read.times());
        for (Instant time : times) {
            int index = (int) (Duration.between(Frames.START, time).toMinutes() / 5);
            assertArrayEquals(Frames.encoded(index).message(), read.message(time));
        }
        assertTrue(times.size() >= 3);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
