package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames whose time cannot be right, which are refused. */
class StrayFrameTest {

    @TempDir
    private Path directory;

    @Test
    void aFrameBetweenTwoOfTheStoreIsRefusedWithTheirTimes() throws IOException {
        append(Frames.START);
        assertEquals(
                "its time 2024-03-01T00:27:00Z lies between two frames of the store, 2024-03-01T00:25:00Z and"
                        + " 2024-03-01T00:30:00Z",
                reason(append(Frames.START.plusSeconds(27 * 60))));
        assertEquals(
                "its time 2024-02-29T23:59:59Z lies between two frames of the store, 2024-02-29T23:55:00Z and"
                        + " 2024-03-01T00:00:00Z",
                reason(append(Frames.START.minusSeconds(1))));
        assertEquals(List.of(Frames.START), FrameStore.open(directory).times());
    }

    @Test
    void theBeatIsThatOfTheFirstFrameNotOfTheFullHour() throws IOException {
        Instant first = Frames.START.plusSeconds(150);
        append(first);
        assertInstanceOf(AppendResult.Stored.class, append(first.plusSeconds(300)));
        assertInstanceOf(AppendResult.Stored.class, append(first.minusSeconds(600)));
        assertInstanceOf(AppendResult.Refused.class, append(Frames.START));
    }

    @Test
    void inOneBatchTheFirstFrameSetsTheBeat() throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            List<AppendResult> results = writer.append(
                    List.of(frame(Frames.START), frame(Frames.START.plusSeconds(60)), frame(Frames.time(1))), false);
            assertInstanceOf(AppendResult.Refused.class, results.get(1));
            assertInstanceOf(AppendResult.Stored.class, results.get(2));
        }
    }

    @Test
    void aFrameThatStrayedIntoAnOldStoreDoesNotSetTheBeat() throws IOException {
        append(Frames.time(2));
        append(Frames.time(3));
        append(Frames.time(4));
        DayFile day = DayFile.of(directory, Frames.START);
        Files.write(day.file(), frame(Frames.START.plusSeconds(60)).message(), StandardOpenOption.APPEND);
        assertEquals(4, FrameStore.open(directory).times().size());
        assertInstanceOf(AppendResult.Stored.class, append(Frames.time(5)));
        assertInstanceOf(AppendResult.Refused.class, append(Frames.START.plusSeconds(360)));
    }

    @Test
    void whereTheOnlyFrameWasAStrayTheNextOneSetsTheBeat() throws IOException {
        append(Frames.START.plusSeconds(60));
        assertInstanceOf(AppendResult.Refused.class, append(Frames.START));
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.remove(List.of(Frames.START.plusSeconds(60)));
            assertInstanceOf(
                    AppendResult.Stored.class,
                    writer.append(List.of(frame(Frames.START)), false).get(0));
        }
    }

    @Test
    void aFrameTooFarAheadOfTheClockIsRefusedAndOneAtTheBoundIsNot() throws IOException {
        ClockBound bound =
                new ClockBound(Clock.fixed(Frames.START.plusMillis(400), ZoneOffset.UTC), ClockBound.DEFAULT_MAX_AHEAD);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty(), bound)) {
            List<AppendResult> results = writer.append(
                    List.of(frame(Frames.time(3)), frame(Frames.time(2)), frame(Frames.time(-100_000))), false);
            assertEquals(
                    "its time 2024-03-01T00:15:00Z is more than 10 minutes ahead of this machine's clock, which shows"
                            + " 2024-03-01T00:00:00Z",
                    reason(results.get(0)));
            assertInstanceOf(AppendResult.Stored.class, results.get(1));
            assertInstanceOf(AppendResult.Stored.class, results.get(2), "the past is as old as it likes");
        }
    }

    @Test
    void aRefusedFrameMakesNoStore() throws IOException {
        ClockBound bound = new ClockBound(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Duration.ZERO);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty(), bound)) {
            assertInstanceOf(
                    AppendResult.Refused.class,
                    writer.append(List.of(frame(Frames.START)), false).get(0));
        }
        assertFalse(StoreDescription.existsIn(directory));
    }

    @Test
    void aBoundBelowZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ClockBound(Clock.systemUTC(), Duration.ofMinutes(-1)));
    }

    private static EncodedFrame frame(Instant time) {
        return Frames.encoded(Frames.frame(time, 5));
    }

    private AppendResult append(Instant time) throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            return writer.append(List.of(frame(time)), false).get(0);
        }
    }

    private static String reason(AppendResult result) {
        return assertInstanceOf(AppendResult.Refused.class, result).reason();
    }
}
