package amagumo.model.threads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void whichWorkerGetsASampleDependsOnTheirNumberAlone() {
        Workers workers = Workers.of(3);
        int[] expected = {0, 1, 2, 0, 1, 2, 0, 1};
        for (int round = 0; round < 20; round++) {
            AtomicIntegerArray gotBy = new AtomicIntegerArray(expected.length);
            AtomicIntegerArray times = new AtomicIntegerArray(expected.length);
            workers.forEach(expected.length, (sample, worker) -> {
                gotBy.set(sample, worker);
                times.incrementAndGet(sample);
            });
            int[] got = new int[expected.length];
            Arrays.setAll(got, gotBy::get);
            assertArrayEquals(expected, got);
            for (int sample = 0; sample < expected.length; sample++) {
                assertEquals(1, times.get(sample));
            }
        }
    }

    @Test
    void aSingleSampleStaysWithTheCaller() {
        Thread caller = Thread.currentThread();
        Workers.of(4).forEach(1, (sample, worker) -> assertSame(caller, Thread.currentThread()));
    }

    @Test
    void aFailureOfASampleIsThrownToTheCaller() {
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> Workers.of(2).forEach(4, (sample, worker) -> {
                    if (sample == 3) {
                        throw new IllegalArgumentException("a test");
                    }
                }));
        assertEquals("a test", thrown.getCause().getMessage());
    }

    @Test
    void noWorkersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    }
}
