package amagumo.server.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.ReadinessSettings;
import amagumo.server.operation.Condition;
import amagumo.server.operation.Conditions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void whatIsLeftIsBroughtAtOnce() throws Exception {
        Deque<Integer> left = new ArrayDeque<>(List.of(2, 1, 0));
        Poller poller = new Poller(
                () -> new PollResult(1, 0, List.of(), Optional.empty(), left.removeFirst()),
                INTERVAL,
                new SourceState());
        assertEquals(Duration.ZERO, poller.poll());
        assertEquals(Duration.ZERO, poller.poll());
        assertEquals(INTERVAL, poller.poll());
    }

    @Test
    void aSourceThatFailsIsPolledLaterAndItsStateSaysWhy() throws Exception {
        SourceState state = new SourceState();
        Deque<Exception> failures =
                new ArrayDeque<>(List.of(new IOException("the line is cut"), new IllegalStateException("a bug")));
        Source source = () -> {
            if (failures.isEmpty()) {
                return new PollResult(0, 0, List.of(), Optional.empty(), 0);
            }
            Exception failure = failures.removeFirst();
            if (failure instanceof IOException line) {
                throw line;
            }
            throw (RuntimeException) failure;
        };
        Poller poller = new Poller(source, INTERVAL, state);
        assertTrue(poller.poll().compareTo(INTERVAL) >= 0);
        assertEquals("the line is cut", state.failure().orElseThrow().reason());
        assertTrue(poller.poll().compareTo(INTERVAL.multipliedBy(2)) >= 0);
        assertEquals(
                "the program failed; its log says why",
                state.failure().orElseThrow().reason());
        assertEquals(INTERVAL, poller.poll());
        assertEquals(Optional.empty(), state.failure());
    }

    @Test
    void aDirectoryThatIsGoneIsSaidInWords() throws Exception {
        SourceState state = new SourceState();
        Source source = () -> {
            throw new NoSuchFileException("/srv/radar");
        };
        new Poller(source, INTERVAL, state).poll();
        assertEquals(
                "/srv/radar: no such file or directory",
                state.failure().orElseThrow().reason());
    }

    @Test
    void aSourceWhoseFilesAreAllRefusedForAsLongAsAFrameMayBeOldIsNotReady() throws Exception {
        SourceState state = new SourceState();
        Deque<PollResult> results = new ArrayDeque<>(List.of(
                refused("a.bin: echo top"), nothing(), refused("b.bin: echo top"), brought(), refused("c.bin: torn")));
        Poller poller = new Poller(results::removeFirst, INTERVAL, state);
        Instant begun = Instant.now();
        ReadinessSettings settings = new ReadinessSettings(Duration.ofMinutes(12), Duration.ZERO);
        Condition soon = Conditions.source(state, settings, () -> begun.plus(Duration.ofMinutes(11)));
        Condition late = Conditions.source(state, settings, () -> begun.plus(Duration.ofMinutes(13)));
        poller.poll();
        poller.poll();
        poller.poll();
        assertEquals(Optional.empty(), soon.failure().call());
        String reason = late.failure().call().orElseThrow();
        assertTrue(reason.endsWith(" all that came was refused, such as b.bin: echo top"), reason);
        poller.poll();
        assertEquals(Optional.empty(), late.failure().call());
        poller.poll();
        assertTrue(state.refusal().isPresent());
    }

    private static PollResult refused(String reason) {
        return new PollResult(0, 0, List.of(reason), Optional.empty(), 0);
    }

    private static PollResult nothing() {
        return new PollResult(0, 0, List.of(), Optional.empty(), 0);
    }

    private static PollResult brought() {
        return new PollResult(1, 0, List.of(), Optional.empty(), 0);
    }

    @Test
    void anInterruptGivesUpAPollAndIsNoFailureOfTheSource() {
        SourceState state = new SourceState();
        Poller poller = new Poller(
                () -> {
                    throw new InterruptedException("given up");
                },
                INTERVAL,
                state);
        assertThrows(InterruptedException.class, poller::poll);
        assertEquals(Optional.empty(), state.failure());
    }
}
