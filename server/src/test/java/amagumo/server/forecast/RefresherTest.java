package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefresherTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    @TempDir
    private Path archive;

    private final BlockingQueue<Instant> bases = new LinkedBlockingQueue<>();

    @Test
    void framesThatArriveAreForecast() throws Exception {
        try (Refresher refresher = new Refresher(forecasts(0))) {
            refresher.start(OFTEN);
            assertEquals(FIRST.plusSeconds(1200), next());
            RainStore.append(directory, FIRST.plusSeconds(1500), 1);
            assertEquals(FIRST.plusSeconds(1500), next());
        }
    }

    @Test
    void failureIsTriedAgain() throws Exception {
        try (Refresher refresher = new Refresher(forecasts(2))) {
            refresher.start(OFTEN);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertEquals(FIRST.plusSeconds(1200), next());
            }
        }
        assertTrue(bases.isEmpty(), "what is made is not made again");
    }

    private Instant next() throws InterruptedException {
        return bases.poll(20, TimeUnit.SECONDS);
    }

    /** Of a nowcaster that reports the base time of each attempt, and fails in the first ones. */
    private Forecasts forecasts(int failures) throws IOException {
        RainStore.append(directory, FIRST, 5);
        FrameStore store = FrameStore.open(directory);
        Nowcaster nowcaster = new Nowcaster() {
            private int attempts;

            @Override
            public String name() {
                return "reporting";
            }

            @Override
            public Nowcast forecast(NowcastInput input) {
                bases.add(input.baseTime());
                if (attempts++ < failures) {
                    throw new IllegalStateException("not yet");
                }
                return new Persistence().forecast(input);
            }
        };
        return Kept.forecasts(store, archive, nowcaster);
    }
}
