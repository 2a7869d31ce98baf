package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void whatWasReadIsGoodForATime() throws Exception {
        Reading<Integer> kept = new Reading<>(reads::incrementAndGet, LONG, thread);
        assertEquals(Optional.of(1), kept.get());
        assertEquals(Optional.of(1), kept.get());
        Reading<Integer> anew = new Reading<>(reads::incrementAndGet, Duration.ZERO, thread);
        assertEquals(Optional.of(2), anew.get());
        assertEquals(Optional.of(3), anew.get());
    }

    @Test
    void aReadingThatFailsGivesNothingAndIsNotMadeAgainAtOnce() throws Exception {
        Reading<Integer> failing = new Reading<>(
                () -> {
                    reads.incrementAndGet();
                    throw new IllegalStateException("the database is gone");
                },
                LONG,
                thread);
        assertEquals(Optional.empty(), failing.get());
        assertEquals(Optional.empty(), failing.get());
        assertEquals(1, reads.get());
    }

    @Test
    void allWaitTogetherForOneReadingThatTakesLong() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Reading<Integer> slow = new Reading<>(
                () -> {
                    reads.incrementAndGet();
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    read.countDown();
                    return 7;
                },
                LONG,
                thread);
        for (int i = 0; i < 1000; i++) {
            assertEquals(Optional.empty(), slow.get()); // a thousand times a second would be a quarter of an hour
        }
        assertEquals(1, reads.get());
        answers.countDown();
        read.await();
        Optional<Integer> known = slow.get();
        while (known.isEmpty()) { // it was read, and is known in a moment
            known = slow.get();
        }
        assertEquals(Optional.of(7), known);
        assertTrue(reads.get() == 1, reads::toString);
    }
}
