package amagumo.server.source.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestListener;
import amagumo.ingest.store.IngestOptions;
import amagumo.ingest.store.StoreException;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.MadeRain;
import amagumo.server.SettableClock;
import amagumo.server.source.PollResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Instant LONG_AGO = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2024-03-02T00:00:00Z"));
    private Path files;
    private Path store;
    private DirectorySource source;

    @BeforeEach
    void watch() throws IOException {
        files = Files.createDirectory(home.resolve("files"));
        store = home.resolve("store");
        source = open();
    }

    @Test
    void aFileComesInOnceWhereverBelowTheDirectoryItLies() throws Exception {
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        Path day = Files.createDirectories(files.resolve("2024/03/01"));
        settled(MadeRain.write(day.resolve("1.bin"), MadeRain.time(1), 1));
        assertPoll(2, 0, MadeRain.time(1));
        assertPoll(0, 0, MadeRain.time(1));
        settled(MadeRain.write(day.resolve("2.bin"), MadeRain.time(2), 2));
        assertPoll(1, 0, MadeRain.time(2));
    }

    @Test
    void aFileIsLeftAloneUntilItHasNotChangedForAWhile() throws Exception {
        byte[] whole = Files.readAllBytes(MadeRain.write(home.resolve("whole"), MadeRain.time(0), 0));
        Path file = Files.write(files.resolve("0.bin"), Arrays.copyOf(whole, 100));
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertEquals(Optional.empty(), poll().newest());
        clock.goOn(SETTLE.minusSeconds(1));
        Files.write(file, Arrays.copyOfRange(whole, 100, whole.length), StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertEquals(Optional.empty(), poll().newest());
        clock.goOn(SETTLE);
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aFileOfAClockThatIsAheadSettlesToo() throws Exception {
        Path file = MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().plus(Duration.ofDays(1))));
        assertEquals(Optional.empty(), poll().newest());
        clock.goOn(SETTLE);
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void unfinishedFilesCountOnceTheyAreRenamed() throws Exception {
        for (String name : List.of(".0.bin.Xy12", "0.bin.part", "0.bin.tmp")) {
            Path unfinished = settled(MadeRain.write(files.resolve(name), MadeRain.time(0), 0));
            assertEquals(0, poll().added(), name);
            if (name.endsWith("tmp")) {
                Files.move(unfinished, files.resolve("0.bin"));
            }
        }
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void whatIsNotARadarFileIsNoFailure() throws Exception {
        settled(Files.writeString(files.resolve("README"), "rain of March"));
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        assertEquals(new PollResult(1, 1, List.of(), Optional.of(MadeRain.time(0)), 0), poll());
        assertPoll(0, 0, MadeRain.time(0));
    }

    @Test
    void aBrokenFileIsReadSixTimesAndNotAgainUnlessItChangesWhichIsSaidOnce() throws Exception {
        Path file = settled(Files.writeString(files.resolve("0.bin"), "no rain"));
        List<Integer> sentences = new ArrayList<>();
        String last = "";
        for (int i = 0; i < 10; i++) {
            List<String> refused = poll().refused();
            sentences.add(refused.size());
            last = refused.isEmpty() ? last : refused.get(0);
            clock.goOn(Duration.ofDays(1));
        }
        assertEquals(List.of(1, 1, 1, 1, 1, 2, 0, 0, 0, 0), sentences);
        assertEquals(file.toRealPath() + ": it was refused each time and is not read again unless it changes", last);
        settled(MadeRain.write(file, MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aBrokenFileIsReadAgainWhenItIsMendedAndElseEverLater() throws Exception {
        Path file = settled(Files.writeString(files.resolve("0.bin"), "no rain"));
        assertEquals(1, poll().refused().size());
        assertEquals(0, poll().refused().size());
        clock.goOn(Duration.ofMinutes(1));
        List<String> refused = poll().refused();
        assertEquals(1, refused.size());
        assertTrue(refused.get(0).startsWith(file.toRealPath() + ": "), refused::toString);
        clock.goOn(Duration.ofMinutes(1));
        assertEquals(0, poll().refused().size());
        settled(MadeRain.write(file, MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aFrameAheadOfTheClockComesInOnceItIsTime() throws Exception {
        Instant later = clock.instant().plus(Duration.ofMinutes(15));
        settled(MadeRain.write(files.resolve("0.bin"), later, 0));
        assertEquals(1, poll().refused().size());
        clock.goOn(Duration.ofMinutes(6));
        assertPoll(1, 0, later);
    }

    @Test
    void aRestartReadsNothingAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            settled(MadeRain.write(files.resolve(i + ".bin"), MadeRain.time(i), i));
        }
        settled(Files.writeString(files.resolve("README"), "rain of March"));
        assertEquals(3, poll().added());
        source = open();
        assertPoll(0, 0, MadeRain.time(2));
        // The record of the README is behind or before that of the last frame: whatever is torn is read once more.
        Path journal = store.resolve("seen-files");
        byte[] records = Files.readAllBytes(journal);
        for (int length = 0; length < records.length; length += 7) {
            Files.write(journal, Arrays.copyOf(records, length));
            source = open();
            PollResult again = poll();
            assertEquals(0, again.added());
            assertEquals(List.of(), again.refused());
            source = open();
            assertPoll(0, 0, MadeRain.time(2));
        }
    }

    @Test
    void theJournalDoesNotGrowWithoutBound() throws Exception {
        Path file = files.resolve("0.bin");
        for (int i = 0; i < 1200; i++) {
            Files.writeString(file, "x".repeat(i % 5)); // empty, or not a radar file
            Files.move(file, files.resolve("note"), StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(files.resolve("note"), FileTime.from(LONG_AGO.plusSeconds(i)));
            if (i == 0) {
                settled(MadeRain.write(files.resolve("frame.bin"), MadeRain.time(0), 0));
            }
            poll();
        }
        int record = ("5 1709251200000000000 " + files.toRealPath() + "/frame.bin  ").length();
        assertTrue(Files.size(store.resolve("seen-files")) < 1010L * record);
    }

    @Test
    void theNewestFilesComeFirstAndTheOthersAPollLater() throws Exception {
        for (int i = 0; i < 70; i++) {
            settled(MadeRain.write(files.resolve("%03d.bin".formatted(i)), MadeRain.time(i), i));
        }
        assertEquals(new PollResult(64, 0, List.of(), Optional.of(MadeRain.time(69)), 6), source.poll());
        assertFalse(FrameStore.open(store).contains(MadeRain.time(5)));
        assertEquals(new PollResult(6, 0, List.of(), Optional.of(MadeRain.time(69)), 0), source.poll());
    }

    @Test
    void whileFilesAreLeftTheNextLookIsPutOffByTenTimesWhatTheLastOneTook() throws Exception {
        for (int i = 0; i < 140; i++) {
            settled(MadeRain.write(files.resolve("%03d.bin".formatted(i)), MadeRain.time(i), i));
        }
        Duration look = Duration.ofSeconds(2);
        source = new DirectorySource(files, store, Optional.empty(), INTERVAL, SETTLE, new ClockOfALongLook(look));
        assertEquals(76, source.poll().remaining());
        settled(MadeRain.write(files.resolve("140.bin"), MadeRain.time(140), 140));
        clock.goOn(INTERVAL);
        assertEquals(12, source.poll().remaining());
        clock.goOn(look.multipliedBy(10));
        assertEquals(new PollResult(13, 0, List.of(), Optional.of(MadeRain.time(140)), 0), source.poll());
    }

    /** The test's clock, which goes on between the first two times that it is read: at the begin of a look and at its end. */
    private final class ClockOfALongLook extends Clock {

        private final Duration look;
        private int read;

        ClockOfALongLook(Duration look) {
            this.look = look;
        }

        @Override
        public Instant instant() {
            read++;
            if (read == 2) {
                clock.goOn(look);
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    @Test
    void whateverTheOrderAndRepetitionTheStoreIsThatOfOneIngest() throws Exception {
        List<Path> made = MadeRain.write(home.resolve("made"), 40);
        Path clean = home.resolve("clean");
        Ingest.run(List.of(home.resolve("made").toString()), System.in, clean, IngestOptions.defaults(), new Silent());
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            store = home.resolve("store" + seed);
            files = Files.createDirectory(home.resolve("files" + seed));
            source = open();
            List<Path> arrivals = new ArrayList<>(made);
            arrivals.addAll(made.subList(random.nextInt(20), 30));
            Collections.shuffle(arrivals, random);
            for (int i = 0; i < arrivals.size(); i++) {
                Path file = arrivals.get(i);
                Path place = Files.createDirectories(files.resolve("" + random.nextInt(3)));
                byte[] whole = Files.readAllBytes(file);
                Path copy = place.resolve(i + "-" + file.getFileName());
                if (random.nextInt(4) == 0) {
                    settled(Files.write(copy, Arrays.copyOf(whole, random.nextInt(whole.length))));
                    poll();
                }
                settled(Files.write(copy, whole));
                if (random.nextInt(3) == 0) {
                    poll();
                }
                if (random.nextInt(10) == 0) {
                    source = open();
                }
            }
            poll();
            assertSameFrames(FrameStore.open(clean), FrameStore.open(store));
        }
    }

    @Test
    void aStoreInsideTheDirectoryIsNotReadIntoItself() throws Exception {
        store = files.resolve("store");
        source = open();
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
        settled(store.resolve("20240301.grib2"));
        assertPoll(0, 0, MadeRain.time(0));
    }

    @Test
    void nothingIsLostWhileAnotherWritesToTheStore() throws Exception {
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        StoreWriter other = StoreWriter.open(store, Optional.empty());
        assertThrows(StoreException.class, source::poll);
        other.close();
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aDirectoryThatIsNotThereIsAFailureThatEnds() throws Exception {
        Files.delete(files);
        assertThrows(NoSuchFileException.class, source::poll);
        Files.createDirectory(files);
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aStoreIsMadeOfTheFirstFile() throws Exception {
        assertEquals(new PollResult(0, 0, List.of(), Optional.empty(), 0), poll());
        assertFalse(Files.exists(store));
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aDirectoryWhoseTimeIsOldIsListedAFewTimesAnHourOnly() throws Exception {
        Path day = Files.createDirectories(files.resolve("2024/03/01"));
        settled(MadeRain.write(day.resolve("0.bin"), MadeRain.time(0), 0));
        settled(day);
        assertPoll(1, 0, MadeRain.time(0));
        // Made in the directory, whose time is set back: what no file system does, but all that can be seen of a
        // listing.
        settled(MadeRain.write(day.resolve("1.bin"), MadeRain.time(1), 1));
        settled(day);
        assertPoll(0, 0, MadeRain.time(0));
        clock.goOn(Duration.ofMinutes(5));
        assertPoll(1, 0, MadeRain.time(1));
        MadeRain.write(day.resolve("2.bin"), MadeRain.time(2), 2);
        settled(day.resolve("2.bin"));
        assertPoll(1, 0, MadeRain.time(2));
    }

    @Test
    void aFileThatIsWrittenInAnOldDirectoryIsReadOnceItHasSettled() throws Exception {
        byte[] whole = Files.readAllBytes(MadeRain.write(home.resolve("whole"), MadeRain.time(0), 0));
        Path file = Files.write(files.resolve("0.bin"), Arrays.copyOf(whole, 100));
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        settled(files);
        assertEquals(0, poll().added());
        Files.write(file, Arrays.copyOfRange(whole, 100, whole.length), StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        assertEquals(0, poll().added());
        clock.goOn(SETTLE);
        assertPoll(1, 0, MadeRain.time(0));
    }

    @Test
    void aCorrectionIsReadAtOnceWhereItsNameIsOneOfTheLastAndElseMinutesLater() throws Exception {
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        for (int i = 0; i < 500; i++) {
            settled(Files.writeString(files.resolve("note-" + i), "not a radar file"));
        }
        settled(MadeRain.write(files.resolve("z.bin"), MadeRain.time(1), 1));
        for (int read = 0; read < 502; read += 64) {
            poll();
        }
        correct("0.bin", MadeRain.time(2), 2);
        correct("z.bin", MadeRain.time(3), 3);
        assertPoll(1, 0, MadeRain.time(3));
        assertPoll(0, 0, MadeRain.time(3));
        clock.goOn(Duration.ofMinutes(5));
        assertPoll(1, 0, MadeRain.time(3));
    }

    @Test
    void whatAFileSaysNowCountsAndWhatAnotherSaysOfItsTimeIsRefused() throws Exception {
        settled(MadeRain.write(files.resolve("0.bin"), MadeRain.time(0), 0));
        assertPoll(1, 0, MadeRain.time(0));
        byte[] first = FrameStore.open(store).message(MadeRain.time(0));
        settled(MadeRain.write(files.resolve("other.bin"), MadeRain.time(0), 1));
        List<String> refused = poll().refused();
        assertEquals(1, refused.size());
        assertTrue(refused.get(0).endsWith("(ingest --replace puts this in its place)"), refused::toString);
        assertArrayEquals(first, FrameStore.open(store).message(MadeRain.time(0)));
        correct("0.bin", MadeRain.time(0), 2);
        assertPoll(1, 0, MadeRain.time(0));
        assertFalse(Arrays.equals(first, FrameStore.open(store).message(MadeRain.time(0))));
    }

    private void correct(String name, Instant time, int rain) throws IOException {
        Path correction = MadeRain.write(home.resolve("correction"), time, rain);
        Files.setLastModifiedTime(correction, FileTime.from(LONG_AGO.plusSeconds(1)));
        Files.move(correction, files.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private DirectorySource open() throws IOException {
        return new DirectorySource(files, store, Optional.empty(), INTERVAL, SETTLE, clock);
    }

    private PollResult poll() throws Exception {
        PollResult result = source.poll();
        clock.goOn(INTERVAL);
        return result;
    }

    private void assertPoll(int added, int skipped, Instant newest) throws Exception {
        assertEquals(new PollResult(added, skipped, List.of(), Optional.of(newest), 0), poll());
    }

    private static Path settled(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private static void assertSameFrames(FrameStore expected, FrameStore actual) throws IOException {
        assertEquals(expected.times(), actual.times());
        for (Instant time : expected.times()) {
            assertArrayEquals(expected.message(time), actual.message(time));
        }
    }

    private static final class Silent implements IngestListener {
        @Override
        public void skipped(String file, String reason) {}

        @Override
        public void passedOver(String file, OtherOctets octets) {}

        @Override
        public void failed(String file, String reason) {}

        @Override
        public void progress(IngestCounts soFar) {}
    }
}
