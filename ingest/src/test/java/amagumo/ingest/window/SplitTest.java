package amagumo.ingest.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {

    private static final int DAY = 288;

    @TempDir
    private Path directory;

    @Test
    void sixDaysAreCutFourToOneToOneAndNoFrameIsInTwoParts() throws IOException {
        // 40 frames around each midnight and some at noon: windows that cross midnight exist.
        FrameStore store = Stores.of(
                directory,
                IntStream.range(0, 7 * DAY).filter(i -> (i + 20) % DAY < 45 || i % DAY > 140 && i % DAY < 170));
        WindowIndex index = WindowIndex.of(store, WindowSpec.all(5));
        Split split = Split.of(index);
        assertDisjoint(split);
        assertEquals(Set.of(0, 1, 2, 3, 6), days(split.train()));
        assertEquals(Set.of(4), days(split.validation()));
        assertEquals(Set.of(5), days(split.test()));
        assertTrue(sizes(split) < index.windows().size(), "windows across two parts are in none");
        assertEquals(List.of(), split.notes());
    }

    @Test
    void aShortStoreIsCutByTimeAndNoFrameIsInTwoParts() throws IOException {
        WindowIndex index = WindowIndex.of(Stores.of(directory, IntStream.range(0, 180)), WindowSpec.all(5));
        Split split = Split.of(index);
        assertDisjoint(split);
        assertEquals(120 - 19, split.train().size());
        assertEquals(30 - 19, split.validation().size());
        assertEquals(30 - 19, split.test().size());
    }

    @Test
    void whatIsShorterThanFourWindowsIsAllForTrainingAndThatIsSaid() throws IOException {
        WindowIndex index = WindowIndex.of(Stores.of(directory, IntStream.range(0, 79)), WindowSpec.all(5));
        Split split = Split.of(index);
        assertEquals(index.windows(), split.train());
        assertEquals(List.of(), split.validation());
        assertTrue(split.notes().get(0).contains("too short for validation"));
    }

    @Test
    void aSixthThatHoldsNoWindowIsWidenedToOne() throws IOException {
        Split split = Split.of(WindowIndex.of(Stores.of(directory, IntStream.range(0, 80)), WindowSpec.all(5)));
        assertDisjoint(split);
        assertEquals(
                List.of(21, 1, 1),
                List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()));
    }

    @Test
    void eventsStayWhole() throws IOException {
        WindowIndex a = WindowIndex.of(Stores.of(directory.resolve("a"), IntStream.range(0, 25)), WindowSpec.all(5));
        WindowIndex b = WindowIndex.of(Stores.of(directory.resolve("b"), IntStream.range(0, 30)), WindowSpec.all(5));
        List<Window> both = new ArrayList<>(a.windows());
        both.addAll(b.windows());
        Split split = Split.byEvent(both, Set.of(), Set.of(a.store()));
        assertEquals(a.windows(), split.test());
        assertEquals(b.windows(), split.train());
        Split joined = Split.join(List.of(split, Split.byEvent(b.windows(), Set.of(b.store()), Set.of())));
        assertEquals(b.windows(), joined.validation());
        assertEquals(a.windows(), joined.test());
    }

    private static int sizes(Split split) {
        return split.train().size() + split.validation().size() + split.test().size();
    }

    private static void assertDisjoint(Split split) {
        List<Set<Instant>> parts = List.of(frames(split.train()), frames(split.validation()), frames(split.test()));
        for (int i = 0; i < 3; i++) {
            assertFalse(parts.get(i).isEmpty());
            assertTrue(Collections.disjoint(parts.get(i), parts.get((i + 1) % 3)));
        }
    }

    private static Set<Instant> frames(List<Window> windows) {
        Set<Instant> frames = new HashSet<>();
        windows.forEach(window -> frames.addAll(window.times()));
        return frames;
    }

    private static Set<Integer> days(List<Window> windows) {
        LocalDate first = LocalDate.ofInstant(Frames.START, ZoneOffset.UTC);
        Set<Integer> days = new HashSet<>();
        for (Instant time : frames(windows)) {
            days.add((int) (LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay() - first.toEpochDay()));
        }
        return days;
    }
}
