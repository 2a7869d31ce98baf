package amagumo.server.jobs.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Interleavings;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two runs that compare what both of them were asked for, one at a time, in the orders of their steps that Lincheck finds. */
class ComparingModelTest {

    private static final Instant ONE = Instant.EPOCH;
    private static final Instant OTHER = Instant.EPOCH.plusSeconds(300);

    @Test
    void runsNeverCompareAtOnceAndEachBaseTimeIsComparedOnce() {
        Interleavings.of(() -> {
            Runs runs = new Runs();
            Thread other = new Thread(() -> runs.toTheEnd(OTHER));
            other.start();
            runs.toTheEnd(ONE);
            Interleavings.join(other);
            assertEquals(1, runs.ones.get());
            assertEquals(1, runs.others.get());
            assertEquals(0, runs.atOnce.get());
            assertTrue(runs.comparing.begin(ONE), "whoever comes later has a turn");
        });
    }

    @Test
    void whatWasLeftToARunThatGivesUpIsToldOnce() {
        Interleavings.of(() -> {
            Runs runs = new Runs();
            Thread other = new Thread(() -> runs.giveUp(OTHER));
            other.start();
            runs.giveUp(ONE);
            Interleavings.join(other);
            assertEquals(1, runs.ones.get());
            assertEquals(1, runs.others.get());
            assertTrue(runs.comparing.begin(ONE), "whoever comes later has a turn");
        });
    }

    private static final class Runs {

        private final Comparing comparing = new Comparing();
        private final AtomicInteger comparingNow = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger ones = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        void toTheEnd(Instant base) {
            if (comparing.begin(base)) {
                Set<Instant> named = Set.of(base);
                while (!named.isEmpty()) {
                    atOnce.addAndGet(comparingNow.getAndIncrement());
                    count(named);
                    comparingNow.decrementAndGet();
                    named = comparing.next();
                }
            }
        }

        void giveUp(Instant base) {
            if (comparing.begin(base)) {
                count(Set.of(base));
                count(comparing.giveUp());
            }
        }

        private void count(Set<Instant> bases) {
            if (bases.contains(ONE)) {
                ones.incrementAndGet();
            }
            if (bases.contains(OTHER)) {
                others.incrementAndGet();
            }
        }
    }
}
