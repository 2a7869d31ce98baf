package amagumo.server.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.ingest.store.StoreException;
import amagumo.ingest.store.StoreWriter;
import amagumo.ingest.store.StoredDay;
import amagumo.server.MadeRain;
import amagumo.server.config.RetentionSettings;
import amagumo.server.source.IngestOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameRetentionTest {

    private static final int FRAMES_A_DAY = 288;
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

    @TempDir
    private Path home;

    private Path store;

    @BeforeEach
    void storeThreeDays() throws IOException {
        store = home.resolve("store");
        Path files = Files.createDirectory(home.resolve("files"));
        for (int day = 0; day < 3; day++) {
            for (int frame = 0; frame < 3; frame++) {
                int number = day * FRAMES_A_DAY + frame;
                MadeRain.write(files.resolve(number + ".bin"), MadeRain.time(number), number);
            }
        }
        Ingest.run(List.of(files.toString()), System.in, store, IngestOptions.defaults(), new IngestOutcome());
    }

    @Test
    void daysAreTakenOutOnceTheyAreTooOld() throws IOException {
        Optional<Duration> oneDay = Optional.of(Duration.ofDays(1));
        Instant end = Instant.parse("2024-03-02T00:00:00Z"); // of the first day
        assertEquals(List.of(), prune(oneDay, Optional.empty(), end.plus(Duration.ofDays(1))));
        assertEquals(
                List.of(FIRST),
                prune(oneDay, Optional.empty(), end.plus(Duration.ofDays(1)).plusSeconds(1)));
        assertEquals(6, FrameStore.open(store).times().size());
    }

    @Test
    void aClockThatIsYearsAheadTakesOutNoMoreThanTheEndOfTheNewestDayDoes() throws IOException {
        Instant ahead = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(List.of(), prune(Optional.of(Duration.ofDays(2)), Optional.empty(), ahead));
        assertEquals(List.of(FIRST), prune(Optional.of(Duration.ofDays(1)), Optional.empty(), ahead));
        assertEquals(6, FrameStore.open(store).times().size());
    }

    @Test
    void theOldestDaysAreTakenOutOfAStoreThatIsTooLarge() throws IOException {
        long size = size();
        assertEquals(List.of(), prune(Optional.empty(), Optional.of(size), Instant.EPOCH));
        assertEquals(List.of(FIRST), prune(Optional.empty(), Optional.of(size - 1), Instant.EPOCH));
        assertTrue(size() < size);
        assertEquals(List.of(FIRST.plusDays(1)), prune(Optional.empty(), Optional.of(1L), Instant.EPOCH));
        assertEquals(1, days().size());
    }

    @Test
    void aReaderSeesThatADayIsGoneAndFramesOfItCanBeStoredAgain() throws IOException {
        FrameStore read = FrameStore.open(store);
        prune(Optional.empty(), Optional.of(size() - 1), Instant.EPOCH);
        assertEquals(3, read.refresh().removed().size());
        assertFalse(read.contains(MadeRain.time(0)));
        Path again = MadeRain.write(home.resolve("again.bin"), MadeRain.time(1), 1);
        Ingest.run(List.of(again.toString()), System.in, store, IngestOptions.defaults(), new IngestOutcome());
        read.refresh();
        assertTrue(read.contains(MadeRain.time(1)));
    }

    @Test
    void nothingIsTakenOutByDefaultOrWhileAnotherWrites() throws IOException {
        assertEquals(List.of(), prune(Optional.empty(), Optional.empty(), Instant.MAX));
        try (StoreWriter other = StoreWriter.open(store, Optional.empty())) {
            assertThrows(StoreException.class, () -> prune(Optional.empty(), Optional.of(1L), Instant.EPOCH));
            assertEquals(3, other.days().size());
        }
        assertEquals(
                List.of(),
                new FrameRetention(home.resolve("none"), new RetentionSettings(Optional.empty(), Optional.of(1L), 1, 0))
                        .prune(Instant.EPOCH)
                        .days());
    }

    private List<LocalDate> prune(Optional<Duration> maxAge, Optional<Long> maxOctets, Instant now) throws IOException {
        return new FrameRetention(store, new RetentionSettings(maxAge, maxOctets, 1, 0))
                .prune(now)
                .days();
    }

    private List<StoredDay> days() throws IOException {
        try (StoreWriter writer = StoreWriter.open(store, Optional.empty())) {
            return writer.days();
        }
    }

    private long size() throws IOException {
        return days().stream().mapToLong(StoredDay::octets).sum();
    }
}
