package amagumo.server.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void whatIsLeftIsBroughtAtOnceAndToldEachTime() throws Exception {
        AtomicInteger left = new AtomicInteger(3);
        Semaphore told = new Semaphore(0);
        Source source = () -> new PollResult(1, 0, List.of(), Optional.empty(), left.getAndDecrement());
        try (Poller poller = new Poller(source, NEVER, new SourceState(), told::release)) {
            poller.start();
            assertTrue(told.tryAcquire(4, 20, TimeUnit.SECONDS));
        }
        assertEquals(-1, left.get());
    }

    @Test
    void aSourceThatFailsIsPolledAgain() throws Exception {
        SourceState state = new SourceState();
        BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        BlockingQueue<String> polls = new LinkedBlockingQueue<>();
        Source source = () -> {
            polls.add("poll");
            if (polls.size() == 1) {
                throw new IOException("the line is cut");
            }
            if (polls.size() == 2) {
                failures.add(state.failure().orElseThrow().reason());
                throw new IllegalStateException("a bug");
            }
            return new PollResult(0, 0, List.of(), Optional.empty(), 0);
        };
        Semaphore told = new Semaphore(0);
        try (Poller poller = new Poller(source, Duration.ofMillis(10), state, told::release)) {
            poller.start();
            assertTrue(told.tryAcquire(3, 20, TimeUnit.SECONDS));
        }
        assertEquals(List.of("the line is cut"), List.copyOf(failures));
        assertEquals(Optional.empty(), state.failure());
    }

    @Test
    void closingGivesUpAPoll() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Source source = () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new IllegalStateException("not reached");
        };
        Poller poller = new Poller(source, NEVER, new SourceState(), () -> {});
        poller.start();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        poller.close();
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }
}
