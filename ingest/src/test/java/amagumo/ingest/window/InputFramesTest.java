package amagumo.ingest.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Frames;
import amagumo.ingest.store.StoreWriter;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFramesTest {

    @TempDir
    private Path directory;

    @Test
    void theFramesOfABaseTimeAreTheLastFiveUpToIt() throws IOException {
        FrameStore store = Stores.of(directory, IntStream.range(0, 9));
        InputFrames inputs = InputFrames.at(store, Frames.time(6)).orElseThrow();
        assertEquals(Frames.time(6), inputs.baseTime());
        assertEquals(
                IntStream.rangeClosed(2, 6).mapToObj(Frames::time).toList(),
                inputs.frames().stream().map(StoredFrame::validTime).toList());
        assertEquals(Optional.empty(), InputFrames.at(store, Frames.time(3)), "the first ones are missing");
        assertEquals(Optional.empty(), InputFrames.at(store, Frames.time(9)), "the base is missing");
        assertEquals(Optional.empty(), InputFrames.at(store, Frames.time(6).plusSeconds(1)));
    }

    @Test
    void theNewestBaseIsTheLastTimeThatHasItsFiveFrames() throws IOException {
        FrameStore store = Stores.of(directory, IntStream.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 500));
        assertEquals(Frames.time(5), InputFrames.newest(store).orElseThrow().baseTime());
        assertEquals(Optional.empty(), InputFrames.newest(Stores.of(directory.resolve("four"), IntStream.range(0, 4))));
    }

    @Test
    void framesThatWereReplacedAreOtherInputs() throws IOException {
        FrameStore store = Stores.of(directory, IntStream.range(0, 7));
        InputFrames before = InputFrames.newest(store).orElseThrow();
        assertEquals(before, InputFrames.newest(store).orElseThrow());
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(List.of(Frames.encoded(Frames.frame(Frames.time(3), 99))), true);
        }
        assertEquals(before, InputFrames.newest(store).orElseThrow(), "not before the store is refreshed");
        store.refresh();
        InputFrames now = InputFrames.newest(store).orElseThrow();
        assertNotEquals(before, now);
        assertEquals(before.baseTime(), now.baseTime());
    }

    @Test
    void aDamagedFrameIsSaidOnceAndAnOlderBaseIsTaken() throws IOException {
        FrameStore store = Stores.of(directory, IntStream.range(0, 7));
        Path day = directory.resolve("20240301.grib2");
        byte[] bytes = Files.readAllBytes(day);
        bytes[bytes.length - 10] ^= 1;
        Files.write(day, bytes);
        List<String> damage = new ArrayList<>();
        Instant base =
                InputFrames.newestUndamaged(store, damage::add).orElseThrow().baseTime();
        assertEquals(Frames.time(5), base);
        assertEquals(1, damage.size());
        assertTrue(damage.get(0).contains("2024-03-01T00:30:00Z"), damage::toString);
        assertEquals(
                base,
                InputFrames.newestUndamaged(store, damage::add).orElseThrow().baseTime());
        assertEquals(1, damage.size());
    }
}
