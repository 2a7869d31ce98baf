package amagumo.server.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import amagumo.server.Interleavings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Answers that several ask for at a time, in the orders of their steps that Lincheck finds, within Caffeine too. */
class MadeOnceModelTest {

    private static final int ORDERS = 50; // each has the many steps of a cache
    private static final Duration PATIENCE = Duration.ofDays(1);

    @Test
    void howeverManyAskAtOnceTheValueIsMadeOnceAndAllGetIt() {
        Interleavings.of(ORDERS, () -> {
            Asked asked = new Asked(2);
            AtomicReference<Object> others = new AtomicReference<>();
            Thread other = new Thread(() -> others.set(asked.get("one")));
            other.start();
            Object one = asked.get("one");
            Interleavings.join(other);
            assertSame(one, others.get());
            assertEquals(1, asked.made.get());
        });
    }

    @Test
    void noMoreAreMadeAtATimeThanThereAreTurnsAndEachTurnIsGivenBack() {
        Interleavings.of(ORDERS, () -> {
            Asked asked = new Asked(1);
            Thread other = new Thread(() -> asked.fail("other"));
            other.start();
            asked.get("one");
            Interleavings.join(other);
            assertEquals(0, asked.atOnce.get());
            asked.get("other");
            assertEquals(3, asked.made.get());
        });
    }

    private static final class Asked {

        private final MadeOnce<String, Object> values;
        private final AtomicInteger makingNow = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger made = new AtomicInteger();

        /** @param turns how many are made at a time */
        Asked(int turns) {
            values = new MadeOnce<>(100, value -> 1, turns, PATIENCE);
        }

        Object get(String key) {
            try {
                return values.get(key, this::make);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void fail(String key) {
            try {
                values.get(key, () -> {
                    make();
                    throw new IOException("damaged");
                });
            } catch (IOException e) {
                return;
            }
            throw new AssertionError("it cannot be made");
        }

        private Object make() {
            atOnce.addAndGet(makingNow.getAndIncrement());
            made.incrementAndGet();
            makingNow.decrementAndGet();
            return new Object();
        }
    }
}
