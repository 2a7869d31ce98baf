package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.HeardLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LostBaseTimesTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @RegisterExtension
    final HeardLog logged = new HeardLog(LostBaseTimes.class.getName());

    @TempDir
    private Path directory;

    @TempDir
    private Path archive;

    @Test
    void baseTimesThatCatchingUpDoesNotReachAreToldOfOnceAfterARestartToo() throws IOException {
        RainStore.append(directory, FIRST, 6);
        Kept.refresh(forecasts());
        RainStore.append(directory, time(6), 9);
        Forecasts restarted = forecasts();
        Kept.refresh(restarted);
        Kept.refresh(restarted);
        assertEquals(1, logged.events().size(), () -> logged.events().toString());
        String told = logged.events().get(0).getFormattedMessage();
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
        assertEquals(List.of(), logged.events());
    }

    private Forecasts forecasts() throws IOException {
        return Kept.forecasts(FrameStore.open(directory), archive, new Persistence());
    }

    private static Instant time(int frame) {
        return FIRST.plusSeconds(60L * RainStore.STEP_MINUTES * frame);
    }
}
