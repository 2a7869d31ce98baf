package amagumo.server.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MadeOnceTest {

    private final CountDownLatch isMaking = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();

    /** Makes a value that is there when it may be. */
    private CompletableFuture<String> slow(MadeOnce<String, String> values) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return values.get("slow", () -> {
                    isMaking.countDown();
                    awaitQuietly(mayEnd);
                    made.incrementAndGet();
                    return "slow";
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoFindsNoTurnInTimeIsRefusedWhileWhatIsThereIsGiven() throws Exception {
        MadeOnce<String, String> values = new MadeOnce<>(100, String::length, 1, Duration.ofMillis(50));
        assertEquals("there", values.get("there", () -> "there"));
        CompletableFuture<String> slow = slow(values);
        isMaking.await();
        OverloadedException refusal =
                assertThrows(OverloadedException.class, () -> values.get("other", () -> "never made"));
        assertEquals("too much is being decoded and drawn", refusal.getMessage());
        assertThrows(OverloadedException.class, () -> values.get("slow", () -> "never made"));
        assertEquals("there", values.get("there", () -> "never made"));
        assertEquals("first", values.getAtOnce("first", () -> "first"));
        mayEnd.countDown();
        assertEquals("slow", slow.get());
        assertEquals("other", values.get("other", () -> "other"));
    }

    @Test
    void whoWaitsForAValueThatIsBeingMadeGetsIt() throws Exception {
        MadeOnce<String, String> values = new MadeOnce<>(100, String::length, 1, Duration.ofSeconds(50));
        CompletableFuture<String> first = slow(values);
        isMaking.await();
        CompletableFuture<String> second = slow(values);
        assertThrows(TimeoutException.class, () -> second.get(50, TimeUnit.MILLISECONDS));
        mayEnd.countDown();
        assertEquals("slow", first.get());
        assertEquals("slow", second.get());
        assertEquals(1, made.get());
    }

    @Test
    void whatCouldNotBeMadeKeepsNoTurn() throws Exception {
        MadeOnce<String, String> values = new MadeOnce<>(100, String::length, 1, Duration.ofMillis(50));
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IOException.class,
                    () -> values.get("damaged", () -> {
                        throw new IOException("damaged");
                    }));
        }
        assertEquals("whole", values.get("damaged", () -> "whole"));
    }
}
