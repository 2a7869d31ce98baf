package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.Interleavings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What threads of one server race for where an attempt loses its lease, is killed or ends, in every order that Lincheck finds.
 * The lease itself is a row, for which servers race in transactions: {@link KilledServerTest} and {@link SkewedClocksTest}.
 */
class RunningAttemptModelTest {

    private static final RunningAttempt.Stop KILLED = new RunningAttempt.Stop(Outcome.KILLED, "killed");
    private static final RunningAttempt.Stop LOST = new RunningAttempt.Stop(Outcome.LOST_LEASE, "lost");

    @Test
    void anAttemptIsInterruptedOnceAtMostAndNeverAfterItsEndWithTheReasonThatItEndsWith() {
        Interleavings.of(() -> {
            AtomicInteger interruptions = new AtomicInteger();
            RunningAttempt attempt = attempt(1, interruptions::incrementAndGet);
            Thread killer = new Thread(() -> attempt.stop(KILLED));
            Thread lookout = new Thread(() -> attempt.stop(LOST));
            killer.start();
            lookout.start();
            Optional<RunningAttempt.Stop> why = attempt.end();
            int interrupted = interruptions.get();
            Interleavings.join(killer);
            Interleavings.join(lookout);
            assertEquals(why.isPresent() ? 1 : 0, interrupted);
            assertEquals(interrupted, interruptions.get(), "interruptions after the end");
            assertEquals(why, attempt.stop(), "the reason after the end");
        });
    }

    @Test
    void anAttemptThatBeginsWhileTheServerStopsIsToldSoWhoeverIsFirst() {
        Interleavings.of(() -> {
            RunningAttempts running = new RunningAttempts();
            AtomicInteger interruptions = new AtomicInteger();
            RunningAttempt attempt = attempt(2, interruptions::incrementAndGet);
            Thread beginner = new Thread(() -> running.add(attempt));
            beginner.start();
            running.close();
            running.list().forEach(begun -> begun.stop(RunningAttempts.STOPPING));
            Interleavings.join(beginner);
            assertEquals(Optional.of(RunningAttempts.STOPPING), attempt.stop());
            assertEquals(1, interruptions.get());
            assertTrue(running.list().contains(attempt), "it is waited for");
        });
    }

    @Test
    void whoeverClosesWaitsForAnAttemptThatIsAboutToBegin() throws Exception {
        RunningAttempts running = new RunningAttempts();
        assertTrue(running.enter());
        running.close();
        assertFalse(running.enter());
        assertFalse(running.awaitNone(1), "it is not here yet, but may have its lease");
        running.leave();
        assertTrue(running.awaitNone(1));
    }

    private static RunningAttempt attempt(long id, Runnable interruption) {
        Run run = new Run("rain", JobWorld.TIME);
        Attempt attempt = new Attempt(
                id,
                run.job(),
                run.nominalTime(),
                "test",
                OptionalLong.empty(),
                Map.of(),
                "here",
                Instant.EPOCH,
                Optional.empty(),
                Outcome.RUNNING,
                "",
                false);
        return new RunningAttempt(attempt, run, Optional.empty(), interruption);
    }
}
