package amagumo.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers on one database whose clocks disagree by many times the age at which one gives the other up. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SkewedClocksTest {

    @Parameter
    private TestDatabase kind;

    @TempDir
    private Path state;

    private JobWorld world;

    @BeforeEach
    void makeDatabase() throws Exception {
        world = new JobWorld(kind, state);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void ofTwoAttemptsOfARunOneStores(int minutesAhead) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch secondServer = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        TestJob job = TestJob.onRequest("rain", attempt -> {
            boolean first = begun.incrementAndGet() == 1;
            try {
                secondServer.await();
                // Long enough for the other server to look for dead ones, which it does when it starts.
                Thread.sleep(first ? 3000 : 0);
            } catch (InterruptedException e) {
                assertTrue(first, "only the first can lose its lease");
            }
            try {
                JobWorld.store(attempt, "of attempt " + attempt.number());
            } catch (LeaseLostException e) {
                refused.incrementAndGet();
                throw e;
            }
            return JobResult.succeeded("");
        });
        world.start(InstantSource.system(), job);
        world.queue.request(new Run("rain", JobWorld.TIME), "test", true, Map.of());
        JobWorld.await(() -> world.is("rain", Outcome.RUNNING));
        world.start(ahead(minutesAhead), job);
        secondServer.countDown();
        JobWorld.await(() -> !world.queue.has(new Run("rain", JobWorld.TIME)));
        JobWorld.await(() -> begun.get() == 1 || refused.get() == 1);
        List<Attempt> kept = world.attempts("rain");
        assertEquals(List.of("of attempt " + kept.get(0).id()), world.results());
        assertEquals(Outcome.SUCCEEDED, kept.get(0).outcome());
        if (minutesAhead > 0) {
            assertEquals(Outcome.LOST_LEASE, kept.get(1).outcome(), "the server that is ahead gives the other one up");
        } else {
            assertEquals(1, kept.size());
        }
    }

    private static InstantSource ahead(int minutes) {
        return () -> Instant.now().plus(Duration.ofMinutes(minutes));
    }
}
