package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LostBaseTimesTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(LostBaseTimes.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @TempDir
    private Path directory;

    @TempDir
    private Path archive;

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    @Test
    void baseTimesThatCatchingUpDoesNotReachAreToldOfOnceAfterARestartToo() throws IOException {
        RainStore.append(directory, FIRST, 6);
        Kept.refresh(forecasts());
        RainStore.append(directory, time(6), 9);
        Forecasts restarted = forecasts();
        Kept.refresh(restarted);
        Kept.refresh(restarted);
        assertEquals(1, logged.list.size(), () -> logged.list.toString());
        String told = logged.list.get(0).getFormattedMessage();
        assertTrue(told.contains("no forecast of 2 of the base times from " + time(6) + " to " + time(7)), told);
    }

    @Test
    void whatIsCaughtUpOrWasThereBeforeTheFirstForecastIsNotLost() throws IOException {
        RainStore.append(directory, FIRST, 20);
        Forecasts forecasts = forecasts();
        Kept.refresh(forecasts);
        RainStore.append(directory, time(20), 7);
        Kept.refresh(forecasts);
        RainStore.append(directory, time(27), 7);
        Kept.refresh(forecasts);
        assertEquals(List.of(), logged.list);
    }

    private Forecasts forecasts() throws IOException {
        return Kept.forecasts(FrameStore.open(directory), archive, new Persistence());
    }

    private static Instant time(int frame) {
        return FIRST.plusSeconds(60L * RainStore.STEP_MINUTES * frame);
    }
}
