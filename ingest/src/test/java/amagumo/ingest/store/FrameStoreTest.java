package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStoreTest {

    @TempDir
    private Path directory;

    @Test
    void everyFrameComesBackWithItsLevelsInAnyOrderOfIngest() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            Path store = directory.resolve("store" + seed);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(280, 300).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            for (int index : order) {
                append(store, false, Frames.encoded(index));
            }
            FrameStore read = FrameStore.open(store);
            assertEquals(IntStream.range(280, 300).mapToObj(Frames::time).toList(), read.times());
            for (int index : order) {
                RadarFrame expected = Frames.frame(Frames.time(index), index);
                assertSameLevels(expected, read.read(Frames.time(index)));
                assertEquals(Wetness.of(expected), read.wetFraction(Frames.time(index)));
            }
        }
        assertEquals(2, DayFile.in(directory.resolve("store0")).size());
    }

    @Test
    void aBoxOfAFrameIsItsPart() throws IOException {
        append(directory, false, Frames.encoded(0));
        CellBox box = new CellBox(3, 5, 7, 11);
        RadarFrame part = FrameStore.open(directory).read(Frames.time(0), box);
        float[][] expected = Frames.frame(Frames.time(0), 0).values(box);
        assertArrayEquals(expected, part.values());
    }

    @Test
    void theFirstFrameFixesTheStoreAndItsGridIsThatOfEveryFrame() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1));
        FrameStore read = FrameStore.open(directory);
        assertEquals(5, read.stepMinutes());
        assertTrue(read.grid().sameCellsAs(Frames.GRID));
        assertEquals(read.grid(), read.read(Frames.time(1)).grid());
        assertEquals(1, read.description().category());
        assertEquals(203, read.description().parameter());
    }

    @Test
    void aStoreThatIsAwaitedIsEmptyUntilItsFirstFrame() throws IOException {
        Path store = directory.resolve("store");
        FrameStore awaited = FrameStore.openOrAwait(store);
        assertFalse(awaited.isThere());
        assertEquals(List.of(), awaited.times());
        assertThrows(IllegalStateException.class, awaited::grid);
        assertEquals(StoreChanges.NONE, awaited.refresh());
        assertFalse(Files.exists(store));
        append(store, false, Frames.encoded(0));
        awaited.refresh();
        assertTrue(awaited.isThere());
        assertEquals(List.of(Frames.time(0)), awaited.times());
        assertEquals(FrameStore.open(store).description(), awaited.description());
    }

    @Test
    void theSameOctetsAreStoredOnce() throws IOException {
        assertInstanceOf(
                AppendResult.Stored.class,
                append(directory, false, Frames.encoded(0)).get(0));
        long size = daySize();
        assertEquals(
                List.of(new AppendResult.AlreadyStored(), new AppendResult.AlreadyStored()),
                append(directory, true, Frames.encoded(0), Frames.encoded(0)));
        assertEquals(size, daySize());
    }

    @Test
    void otherContentIsRefusedAndCountsWithReplace() throws IOException {
        EncodedFrame other = Frames.encoded(Frames.frame(Frames.time(0), 99));
        append(directory, false, Frames.encoded(0));
        byte[] before = Files.readAllBytes(day());
        assertInstanceOf(
                AppendResult.Refused.class, append(directory, false, other).get(0));
        assertArrayEquals(before, Files.readAllBytes(day()));
        assertEquals(new AppendResult.Replaced(), append(directory, true, other).get(0));
        assertSameLevels(
                Frames.frame(Frames.time(0), 99), FrameStore.open(directory).read(Frames.time(0)));
    }

    @Test
    void inOneBatchTheFirstOfATimeCounts() throws IOException {
        EncodedFrame other = Frames.encoded(Frames.frame(Frames.time(0), 99));
        List<AppendResult> results = append(directory, false, Frames.encoded(0), other, Frames.encoded(0));
        assertEquals(new AppendResult.Stored(), results.get(0));
        assertInstanceOf(AppendResult.Refused.class, results.get(1));
        assertEquals(new AppendResult.AlreadyStored(), results.get(2));
    }

    @Test
    void anotherStepGridOrProductIsRefusedAndNothingChanges() throws IOException {
        append(directory, false, Frames.encoded(0));
        byte[] before = Files.readAllBytes(day());
        RadarGrid shifted = new RadarGrid(24, 16, 35, 138, 1 / 120.0, 1 / 80.0);
        EncodedFrame good = Frames.encoded(1);
        EncodedFrame foreign =
                new EncodedFrame(good.validTime(), 1, 201, 5, good.grid(), good.wetFraction(), good.message());
        List<AppendResult> results = append(
                directory,
                true,
                Frames.encoded(Frames.frame(Frames.time(1), 10, Frames.GRID, 1)),
                Frames.encoded(Frames.frame(Frames.time(1), 5, shifted, 1)),
                foreign);
        assertTrue(reason(results.get(0)).contains("a step of 10 minutes, but the store's is 5"));
        assertTrue(reason(results.get(1)).contains("35.000000 N"));
        assertTrue(reason(results.get(2)).contains("1/201"));
        assertArrayEquals(before, Files.readAllBytes(day()));
        assertEquals(List.of(Frames.time(0)), FrameStore.open(directory).times());
    }

    @Test
    void aDayFileIsGribAsItStands() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1));
        assertEquals(2, GribReader.read("day", Files.readAllBytes(day())).size());
    }

    @Test
    void theIndexMayBeThrownAway() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1));
        byte[] index = Files.readAllBytes(
                new DayFile(directory, DayFile.of(directory, Frames.START).day()).index());
        Files.delete(DayFile.of(directory, Frames.START).index());
        FrameStore read = FrameStore.open(directory);
        assertEquals(List.of(Frames.time(0), Frames.time(1)), read.times());
        assertFalse(Files.exists(DayFile.of(directory, Frames.START).index()), "a reader writes nothing");
        append(directory, false, Frames.encoded(0));
        assertArrayEquals(
                index, Files.readAllBytes(DayFile.of(directory, Frames.START).index()));
    }

    @Test
    void aRefreshSaysWhichTimesWereAddedReplacedAndNoMore() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1));
        FrameStore read = FrameStore.open(directory);
        assertTrue(read.refresh().isEmpty());
        append(
                directory,
                true,
                Frames.encoded(Frames.frame(Frames.time(1), 99)),
                Frames.encoded(2),
                Frames.encoded(400));
        assertEquals(2, read.times().size());
        assertEquals(
                new StoreChanges(List.of(Frames.time(2), Frames.time(400)), List.of(Frames.time(1)), List.of()),
                read.refresh());
        assertEquals(List.of(Frames.time(0), Frames.time(1), Frames.time(2), Frames.time(400)), read.times());
        assertTrue(read.refresh().isEmpty());
    }

    @Test
    void aVersionIsTheHashOfTheContentWhereverItIsStored() throws Exception {
        EncodedFrame other = Frames.encoded(Frames.frame(Frames.time(0), 99));
        append(directory, false, Frames.encoded(0));
        FrameStore read = FrameStore.open(directory);
        FrameVersion first = read.find(Frames.time(0)).orElseThrow().version();
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(Frames.encoded(0).message());
        assertTrue(HexFormat.of().formatHex(hash).startsWith(first.hex()), first::hex);
        append(directory, true, other);
        read.refresh();
        assertNotEquals(first, read.find(Frames.time(0)).orElseThrow().version());
        append(directory, true, Frames.encoded(0));
        assertEquals(List.of(Frames.time(0)), read.refresh().replaced());
        assertEquals(first, read.find(Frames.time(0)).orElseThrow().version());
        append(directory.resolve("another"), false, Frames.encoded(3), Frames.encoded(0));
        assertEquals(
                first,
                FrameStore.open(directory.resolve("another"))
                        .find(Frames.time(0))
                        .orElseThrow()
                        .version());
    }

    @Test
    void aFrameThatWasLookedUpStaysWhatItWasWhenItsTimeIsReplaced() throws IOException {
        append(directory, false, Frames.encoded(0));
        FrameStore read = FrameStore.open(directory);
        StoredFrame before = read.find(Frames.time(0)).orElseThrow();
        SortedMap<Instant, StoredFrame> view = read.frames();
        append(directory, true, Frames.encoded(Frames.frame(Frames.time(0), 99)));
        read.refresh();
        assertEquals(before, view.get(Frames.time(0)));
        assertNotEquals(before, read.frames().get(Frames.time(0)));
        assertSameLevels(Frames.frame(Frames.time(0), 0), before.read().frame());
        assertArrayEquals(Frames.encoded(0).message(), before.message());
    }

    @Test
    void damageThatWasFoundIsRememberedWhenTheDayGoesOn() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1), Frames.encoded(2));
        FrameStore read = FrameStore.open(directory);
        flip((int) daySize() - 10);
        assertEquals(1, read.verify(read.frames().values()).size());
        assertEquals(List.of(), read.verify(read.frames().values()), "it is left out now");
        try (FileChannel day = FileChannel.open(day(), StandardOpenOption.APPEND)) {
            day.write(ByteBuffer.wrap(Frames.encoded(3).message()));
        }
        assertEquals(List.of(Frames.time(3)), read.refresh().added());
        assertEquals(List.of(Frames.time(0), Frames.time(1), Frames.time(3)), read.times());
        assertEquals(1, read.verify().size(), "and said for as long as nothing is stored in its place");
    }

    @Test
    void whatIsNoStoreIsSaid() throws IOException {
        assertThrows(StoreException.class, () -> FrameStore.open(directory));
        Files.writeString(directory.resolve("store.properties"), "version = 1\nnx = many\n");
        assertThrows(StoreException.class, () -> FrameStore.open(directory));
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        assertThrows(NotDirectoryException.class, () -> StoreWriter.open(file, Optional.empty()));
        append(directory.resolve("a"), false, Frames.encoded(0));
        assertThrows(NoSuchElementException.class, () -> FrameStore.open(directory.resolve("a"))
                .read(Instant.EPOCH));
    }

    @Test
    void damageInTheMiddleCostsOneMessageAndItsTimeCanBeStoredAgain() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1), Frames.encoded(2));
        int length = Frames.encoded(0).message().length;
        flip(length + Frames.encoded(1).message().length - 10);
        FrameStore read = FrameStore.open(directory);
        assertThrows(MalformedGribException.class, () -> read.read(Frames.time(1)));
        assertEquals(1, read.verify().size());
        assertEquals(List.of(Frames.time(0), Frames.time(2)), read.times());
        assertEquals(
                new AppendResult.Stored(),
                append(directory, false, Frames.encoded(1)).get(0));
        assertEquals(List.of(Frames.time(1)), read.refresh().added());
        assertSameLevels(Frames.frame(Frames.time(1), 1), read.read(Frames.time(1)));
        assertEquals(List.of(), FrameStore.open(directory).verify());
    }

    @Test
    void aDamagedHeaderIsSeenAtOpening() throws IOException {
        append(directory, false, Frames.encoded(0), Frames.encoded(1), Frames.encoded(2));
        flip(Frames.encoded(0).message().length + 12);
        FrameStore read = FrameStore.open(directory);
        assertEquals(List.of(Frames.time(0), Frames.time(2)), read.times());
        assertEquals(1, read.verify().size());
    }

    private Path day() {
        return DayFile.of(directory, Frames.START).file();
    }

    private long daySize() throws IOException {
        return Files.size(day());
    }

    private void flip(int at) throws IOException {
        byte[] bytes = Files.readAllBytes(day());
        bytes[at] ^= 1;
        Files.write(day(), bytes);
    }

    private static String reason(AppendResult result) {
        return assertInstanceOf(AppendResult.Refused.class, result).reason();
    }

    private static List<AppendResult> append(Path store, boolean replace, EncodedFrame... frames) throws IOException {
        try (StoreWriter writer = StoreWriter.open(store, Optional.empty())) {
            return writer.append(List.of(frames), replace);
        }
    }

    private static void assertSameLevels(RadarFrame expected, RadarFrame actual) {
        assertEquals(expected.validTime(), actual.validTime());
        for (int cell = 0; cell < expected.levels().size(); cell++) {
            assertEquals(expected.levels().get(cell), actual.levels().get(cell));
        }
    }
}
