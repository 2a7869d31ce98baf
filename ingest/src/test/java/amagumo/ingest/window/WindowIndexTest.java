package amagumo.ingest.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowIndexTest {

    @TempDir
    private Path directory;

    @Test
    void aGaplessRunHasAWindowFromEachFrameThatTwentyFollow() throws IOException {
        WindowIndex index = WindowIndex.of(store(IntStream.range(0, 45)), WindowSpec.all(5));
        assertEquals(26, index.windows().size());
        Window first = index.windows().get(0);
        assertEquals(Frames.time(0), first.first());
        assertEquals(Frames.time(4), first.baseTime());
        assertEquals(Frames.time(19), first.last());
    }

    @Test
    void noWindowCrossesAGap() throws IOException {
        FrameStore store = store(IntStream.range(0, 70).filter(i -> i != 30 && i != 52));
        WindowIndex index = WindowIndex.of(store, WindowSpec.all(5));
        assertEquals(11 + 2, index.windows().size());
        assertEquals(
                List.of(new Gap(Frames.time(30), Frames.time(30), 1), new Gap(Frames.time(52), Frames.time(52), 1)),
                Gap.between(store.times(), 5));
    }

    @Test
    void strideCountsFromTheFirstFrameOfARun() throws IOException {
        WindowIndex index = WindowIndex.of(store(IntStream.range(3, 45)), new WindowSpec(20, 5, 5, 10, 0));
        assertEquals(
                List.of(Frames.time(3), Frames.time(13), Frames.time(23)),
                index.windows().stream().map(Window::first).toList());
    }

    @Test
    void aWholeMultipleOfTheStepTakesEveryNthFrame() throws IOException {
        FrameStore store = store(IntStream.range(0, 41));
        WindowIndex index = WindowIndex.of(store, WindowSpec.all(10));
        assertEquals(3, index.windows().size());
        assertEquals(Frames.time(38), index.windows().get(0).last());
        assertThrows(IllegalArgumentException.class, () -> WindowIndex.of(store, WindowSpec.all(12)));
    }

    @Test
    void dryWindowsAreLeftOutByTheMeanOfTheirFrames() throws IOException {
        FrameStore store = store(IntStream.range(0, 60));
        List<Window> all = WindowIndex.of(store, WindowSpec.all(5)).windows();
        double limit = all.get(7).wetFraction();
        List<Window> wet =
                WindowIndex.of(store, new WindowSpec(20, 5, 5, 1, limit)).windows();
        assertEquals(
                all.stream().filter(window -> window.wetFraction() >= limit).toList(), wet);
        assertTrue(wet.size() < all.size());
        double mean = 0;
        for (Instant time : all.get(7).times()) {
            mean += wetShare(store.read(time).values()) / 20;
        }
        assertEquals(mean, limit, 1e-7);
    }

    @Test
    void windowsAndGapsAgreeWithTheDefinitionOnRandomStores() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            Set<Integer> numbers = new TreeSet<>();
            for (int i = 0; i < 150; i++) {
                if (random.nextInt(40) != 0) {
                    numbers.add(i);
                }
            }
            FrameStore store =
                    store(directory.resolve("store" + seed), numbers.stream().mapToInt(i -> i));
            Set<Instant> present = new HashSet<>(store.times());
            long expected = store.times().stream()
                    .filter(time -> IntStream.range(0, 20)
                            .allMatch(i -> present.contains(time.plus(Duration.ofMinutes(5L * i)))))
                    .count();
            assertEquals(
                    expected, WindowIndex.of(store, WindowSpec.all(5)).windows().size());
            long missing = Duration.between(store.times().get(0), store.times().get(numbers.size() - 1))
                                    .toMinutes()
                            / 5
                    + 1
                    - numbers.size();
            assertEquals(
                    missing,
                    Gap.between(store.times(), 5).stream()
                            .mapToLong(Gap::missing)
                            .sum());
        }
    }

    @Test
    void aTimeBesideTheStepsBreaksAWindowWithoutAMissingFrame() {
        List<Instant> times = List.of(Frames.START, Frames.START.plusSeconds(120), Frames.START.plusSeconds(720));
        assertEquals(
                List.of(new Gap(Frames.START.plusSeconds(420), Frames.START.plusSeconds(420), 1)),
                Gap.between(times, 5));
    }

    private FrameStore store(IntStream frames) throws IOException {
        return store(directory, frames);
    }

    private static FrameStore store(Path directory, IntStream frames) throws IOException {
        return Stores.of(directory, frames);
    }

    private static double wetShare(float[][] values) {
        double seen = 0;
        double wet = 0;
        for (float[] row : values) {
            for (float value : row) {
                seen += Float.isNaN(value) ? 0 : 1;
                wet += value >= 0.5 ? 1 : 0;
            }
        }
        return wet / seen;
    }
}
