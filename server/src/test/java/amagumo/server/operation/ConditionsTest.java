package amagumo.server.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.config.ReadinessSettings;
import amagumo.server.forecast.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant NEWEST = Instant.parse("2026-11-26T18:00:00Z");
    private static final ReadinessSettings SETTINGS =
            new ReadinessSettings(Duration.ofMinutes(30), Duration.ofMinutes(5));

    @Test
    void aForecastMayBeAsFarBehindTheFramesAsAFrameMayBeOld() throws Exception {
        assertEquals(Optional.of("there is no forecast yet"), forecast(Optional.empty(), Optional.of(NEWEST)));
        assertEquals(Optional.empty(), forecast(Optional.of(NEWEST), Optional.of(NEWEST)));
        assertEquals(Optional.empty(), forecast(Optional.of(NEWEST.minusSeconds(1800)), Optional.of(NEWEST)));
        assertEquals(
                Optional.of("the newest forecast, of 2026-11-26T17:25:00Z, is 35 min 0 s behind the newest frame,"
                        + " which is more than 30 min 0 s"),
                forecast(Optional.of(NEWEST.minusSeconds(2100)), Optional.of(NEWEST)));
        assertEquals(Optional.empty(), forecast(Optional.of(NEWEST), Optional.empty()));
    }

    private static Optional<String> forecast(Optional<Instant> newest, Optional<Instant> frame) throws Exception {
        Feed feed = new Feed(frame, NEWEST.plusSeconds(3600));
        return Conditions.forecast(() -> newest, () -> feed, SETTINGS).failure().call();
    }
}
