package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.HeardLog;
import amagumo.server.database.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What of failures comes into the server's log. */
class FailuresTest {

    @RegisterExtension
    final HeardLog logged = new HeardLog(Failures.class.getName());

    @TempDir
    private Path state;

    @Test
    void aCauseIsToldOfOnceUntilTheJobFailsOfAnotherOrSucceeds() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(new TestJob("rain", JobPolicy.onRequest().withRetries(4, Duration.ofMillis(50)), attempt -> {
                int number = tries.incrementAndGet();
                if (number == 6) {
                    return JobResult.succeeded("for once");
                }
                throw new IllegalStateException(
                        "try " + number, new IOException(number <= 4 ? "the radar is out" : "the disk is full"));
            }));
            for (Outcome outcome : List.of(Outcome.FAILED, Outcome.SUCCEEDED, Outcome.FAILED)) {
                assertEquals(outcome, world.run("rain").outcome());
            }
        }
        assertEquals(11, tries.get());
        assertEquals(
                List.of("try 1", "try 5", "try 7"),
                errors().stream()
                        .map(event -> event.getThrowableProxy().getMessage())
                        .toList());
    }

    @Test
    void whatAJobSaysOfItsDataIsASentenceWithoutAStackTrace() throws Exception {
        try (JobWorld world = new JobWorld(TestDatabase.SQLITE, state)) {
            world.start(TestJob.onRequest("rain", attempt -> {
                throw new IOException("radar.bin: is not a radar file");
            }));
            assertEquals(Outcome.FAILED, world.run("rain").outcome());
            List<Attempt> tries = world.attempts("rain");
            long id = tries.get(tries.size() - 1).id();
            assertEquals(
                    List.of(
                            "attempt %d of rain failed: radar.bin: is not a radar file; more of the same are in the logs of their attempts alone"
                                    .formatted(id)),
                    errors().stream().map(ILoggingEvent::getFormattedMessage).toList());
            assertNull(errors().get(0).getThrowableProxy());
            String log = Files.readString(AttemptLogs.file(world.logs(), "rain", id));
            assertTrue(log.endsWith("failed: radar.bin: is not a radar file" + System.lineSeparator()), log);
            assertFalse(log.contains("\tat "), log);
        }
    }

    private List<ILoggingEvent> errors() {
        return logged.events().stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .toList();
    }
}
