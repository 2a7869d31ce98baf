package amagumo.ingest.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.store.Frames;
import amagumo.ingest.window.WindowIterator.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WindowIteratorTest {

    @TempDir
    private Path directory;

    @Test
    void windowsComeInTheOrderAskedForCroppedAndPooled() throws IOException {
        List<Window> windows = windows(30);
        Random random = new Random(1);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int rows = 4 + random.nextInt(12);
            int columns = 4 + random.nextInt(20);
            requests.add(new Request(
                    windows.get(random.nextInt(windows.size())),
                    new CellBox(random.nextInt(17 - rows), random.nextInt(25 - columns), rows, columns)));
        }
        for (int factor = 1; factor <= 3; factor++) {
            try (WindowIterator iterator = WindowIterator.of(requests, factor)) {
                for (Request request : requests) {
                    float[][][] values = iterator.next();
                    assertEquals(20, values.length);
                    for (int i = 0; i < 20; i++) {
                        float[][] frame = request.window()
                                .store()
                                .read(request.window().times().get(i))
                                .values(request.crop());
                        assertArrayEquals(naivePool(frame, factor), values[i]);
                    }
                }
                assertFalse(iterator.hasNext());
                assertThrows(NoSuchElementException.class, iterator::next);
            }
        }
    }

    @Test
    void aPooledCellIsTheMeanOfItsNonMissingCellsUnlessMoreThanHalfIsMissing() {
        float nan = Float.NaN;
        float[][] values = {
            {1, 3, nan, nan, 9},
            {5, nan, 2, 4, 9},
            {nan, nan, 0, 0, 9},
            {nan, 8, 0, 0, 9}
        };
        assertArrayEquals(new float[][] {{3, 3}, {nan, 0}}, Pooling.mean(values, 2));
    }

    @Test
    void aFrameThatCannotBeReadIsThrownToTheReader() throws IOException {
        List<Window> windows = windows(20);
        Path day = directory.resolve("20240301.grib2");
        byte[] bytes = Files.readAllBytes(day);
        bytes[bytes.length - 10] ^= 1;
        Files.write(day, bytes);
        try (WindowIterator iterator = WindowIterator.of(List.of(whole(windows.get(0))), 1)) {
            assertTrue(iterator.hasNext());
            UncheckedIOException thrown = assertThrows(UncheckedIOException.class, iterator::next);
            assertTrue(thrown.getCause().getMessage().contains("20240301.grib2"));
            assertThrows(UncheckedIOException.class, iterator::next);
        }
    }

    @Test
    void aRequestThatDoesNotFitTheGridIsThrownToTheReader() throws IOException {
        Request outside = new Request(windows(20).get(0), new CellBox(10, 0, 10, 10));
        try (WindowIterator iterator = WindowIterator.of(List.of(outside), 1)) {
            assertThrows(IllegalArgumentException.class, iterator::next);
        }
    }

    @Test
    void endlessRequestsAreAskedForNoFurtherThanThePrefetchAndEndWithClose() throws IOException {
        Request request = whole(windows(20).get(0));
        AtomicInteger asked = new AtomicInteger();
        Iterator<Request> endless = Stream.generate(() -> {
                    asked.incrementAndGet();
                    return request;
                })
                .iterator();
        try (WindowIterator iterator = new WindowIterator(endless, 1, 3)) {
            for (int i = 0; i < 10; i++) {
                iterator.next();
            }
        }
        // Taken, ready, in hand, and one that hasNext of a stream's iterator looked at.
        assertTrue(asked.get() <= 10 + 3 + 2, () -> asked + " asked for");
    }

    @Test
    void theCacheKeepsToItsCapacity() throws IOException {
        List<Window> windows = windows(25);
        FrameCache cache = new FrameCache(Frames.GRID.cells() * 3);
        for (Window window : windows) {
            for (Instant time : window.times()) {
                float[][] values = cache.values(window.store(), time, new CellBox(1, 2, 3, 4));
                assertArrayEquals(window.store().read(time).values(new CellBox(1, 2, 3, 4)), values);
            }
        }
        assertEquals(3, cache.size());
    }

    private List<Window> windows(int frames) throws IOException {
        return WindowIndex.of(Stores.of(directory, IntStream.range(0, frames)), WindowSpec.all(5))
                .windows();
    }

    private static Request whole(Window window) {
        return new Request(window, window.store().grid().allCells());
    }

    private static float[][] naivePool(float[][] values, int factor) {
        float[][] pooled = new float[values.length / factor][values[0].length / factor];
        for (int row = 0; row < pooled.length; row++) {
            for (int column = 0; column < pooled[0].length; column++) {
                double sum = 0;
                int missing = 0;
                for (int i = 0; i < factor * factor; i++) {
                    float value = values[row * factor + i / factor][column * factor + i % factor];
                    missing += Float.isNaN(value) ? 1 : 0;
                    sum += Float.isNaN(value) ? 0 : value;
                }
                int cells = factor * factor;
                pooled[row][column] = missing > cells / 2.0 ? Float.NaN : (float) (sum / (cells - missing));
            }
        }
        return pooled;
    }
}
