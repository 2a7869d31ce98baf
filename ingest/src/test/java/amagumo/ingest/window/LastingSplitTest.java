package amagumo.ingest.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastingSplitTest {

    private static final Instant MIDNIGHT = Instant.parse("2024-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final LastingSplit SPLIT = new LastingSplit(Duration.ofHours(6), 5, HOUR);

    @TempDir
    private Path directory;

    private FrameStore store;

    @BeforeEach
    void openAStore() throws Exception {
        store = Stores.of(directory, IntStream.of(0));
    }

    @Test
    void noTimeIsInTwoPartsAndTestIsKeptAtADistance() {
        Split split = SPLIT.of(windows(0, 6 * 288));
        Set<Instant> test = times(split.test());
        Set<Instant> learnt = times(split.train());
        learnt.addAll(times(split.validation()));
        for (Instant time : learnt) {
            for (Instant kept : test) {
                assertTrue(Duration.between(time, kept).abs().compareTo(HOUR) > 0, () -> time + " and " + kept);
            }
        }
        assertTrue(times(split.train()).stream().noneMatch(times(split.validation())::contains));
        assertFalse(split.train().isEmpty()
                || split.validation().isEmpty()
                || split.test().isEmpty());
    }

    @Test
    void aTimeStaysInItsPartWhateverElseThereIs() {
        Split early = SPLIT.of(windows(0, 3 * 288));
        Split late = SPLIT.of(windows(288, 30 * 288));
        assertTrue(times(early.test()).stream().noneMatch(times(late.train())::contains));
        assertTrue(times(late.test()).stream().noneMatch(times(early.train())::contains));
        assertEquals(
                early.test(),
                SPLIT.of(windows(0, 30 * 288)).test().subList(0, early.test().size()));
    }

    @Test
    void everyHourOfTheDayComesIntoTheTest() {
        Set<Integer> hours = new HashSet<>();
        times(SPLIT.of(windows(0, 6 * 288)).test())
                .forEach(time -> hours.add(time.atOffset(ZoneOffset.UTC).getHour()));
        assertEquals(24, hours.size());
    }

    @Test
    void splitsWithoutAllThreePartsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LastingSplit(HOUR, 2, HOUR));
        assertThrows(IllegalArgumentException.class, () -> new LastingSplit(Duration.ofSeconds(59), 3, HOUR));
        assertThrows(IllegalArgumentException.class, () -> new LastingSplit(HOUR, 3, HOUR.negated()));
    }

    /** A window that begins at each fifth frame, as if the store had all of them. */
    private List<Window> windows(int from, int to) {
        List<Window> windows = new ArrayList<>();
        for (int first = from; first < to; first += 5) {
            int start = first;
            windows.add(new Window(
                    store,
                    IntStream.range(0, WindowSpec.LENGTH)
                            .mapToObj(i -> MIDNIGHT.plus(Duration.ofMinutes(5L * (start + i))))
                            .toList(),
                    WindowSpec.INPUT_LENGTH,
                    0));
        }
        return windows;
    }

    private static Set<Instant> times(List<Window> windows) {
        Set<Instant> times = new HashSet<>();
        windows.forEach(window -> times.addAll(window.times()));
        return times;
    }
}
