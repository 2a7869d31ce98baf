package amagumo.server.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.SettableClock;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forecasts say of the places of subscriptions, which begin in the dry. */
class NotifierTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Instant BASE = Instant.parse("2024-03-01T00:20:00Z");
    /** A place where {@link RainStore} has no rain, and one where it has no data. */
    private static final double DRY_LATITUDE = 36, DRY_LONGITUDE = 140, UNSEEN_LATITUDE = 21, UNSEEN_LONGITUDE = 119;

    @TempDir
    private Path directory;

    /** The rate everywhere at each lead. */
    private final float[] rates = new float[Nowcast.LEADS];

    private Database database;
    private Subscriptions subscriptions;
    private Notifier notifier;
    private Forecasts forecasts;

    /** Of {@link #rates}. */
    private final class GivenRates implements Nowcaster {

        @Override
        public String name() {
            return "set";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            return new Nowcast(name(), input.baseTime(), input.stepMinutes(), input.grid(), lead -> Stream.generate(
                            () -> row(input.grid().nx(), rates[lead - 1]))
                    .limit(input.grid().ny())
                    .toArray(float[][]::new));
        }

        private static float[] row(int columns, float rate) {
            float[] row = new float[columns];
            Arrays.fill(row, rate);
            return row;
        }
    }

    @BeforeEach
    void start() throws IOException {
        database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"));
        subscriptions = new Subscriptions(database.jdbi(), SecretSeal.of(directory.resolve("key")));
        notifier = new Notifier(subscriptions, null, new SettableClock(BASE));
        Path store = directory.resolve("store");
        RainStore.append(store, FIRST, 5);
        forecasts = Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), new GivenRates());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    /** Of 5 mm/h that come after 35 minutes. */
    @ParameterizedTest
    @CsvSource({
        "34, 5, DRY",
        "35, 5, RAIN",
        "36, 5, RAIN",
        "60, 5, RAIN",
        "0, 5, DRY", //
        "60, 5.01, DRY",
        "60, 4.99, RAIN"
    })
    void rainIsToldOfOnceItIsInReachAndReachesTheThreshold(int within, float threshold, RainAlarm.Look look)
            throws IOException {
        Arrays.fill(rates, 6, Nowcast.LEADS, 5);
        assertEquals(look, look(DRY_LATITUDE, DRY_LONGITUDE, threshold, within));
        assertEquals(look == RainAlarm.Look.RAIN ? 1 : 0, told());
    }

    @Test
    void ofAPlaceWithoutDataNowOrInReachNothingIsKnown() throws IOException {
        Arrays.fill(rates, 5);
        assertEquals(RainAlarm.Look.UNKNOWN, look(-33.9, 151.2, 1, 60));
        assertEquals(RainAlarm.Look.UNKNOWN, look(UNSEEN_LATITUDE, UNSEEN_LONGITUDE, 1, 60));
        assertEquals(0, told());
    }

    @ParameterizedTest
    @CsvSource({"14, DRY", "15, UNKNOWN"})
    void aLeadWithoutDataHidesWhatIsInReachOfIt(int within, RainAlarm.Look look) throws IOException {
        Arrays.fill(rates, 3, Nowcast.LEADS, 5);
        rates[2] = Float.NaN;
        assertEquals(look, look(DRY_LATITUDE, DRY_LONGITUDE, 1, within));
        assertEquals(0, told());
    }

    @Test
    void whatIsNotKnownEndsNoRain() throws IOException {
        Arrays.fill(rates, 5);
        assertEquals(RainAlarm.Look.RAIN, look(DRY_LATITUDE, DRY_LONGITUDE, 1, 60));
        Arrays.fill(rates, Float.NaN);
        for (int step = 5; step < 15; step++) {
            RainStore.append(directory.resolve("store"), FIRST.plus(Duration.ofMinutes(5L * step)), 1);
            lookAtTheNewest();
        }
        Arrays.fill(rates, 5);
        RainStore.append(directory.resolve("store"), FIRST.plus(Duration.ofMinutes(75)), 1);
        lookAtTheNewest();
        assertEquals(1, told());
    }

    /** What the newest forecast says to a new subscription, as far as its alarm shows. */
    private RainAlarm.Look look(double latitude, double longitude, float threshold, int within) throws IOException {
        Subscription made = Subscription.made(
                URI.create("https://hooks.example/"), latitude, longitude, threshold, within, Optional.empty(), BASE);
        subscriptions.add(made, Integer.MAX_VALUE).orElseThrow();
        lookAtTheNewest();
        RainAlarm alarm = subscriptions.standings().stream()
                .filter(standing -> standing.subscription().id().equals(made.id()))
                .findFirst()
                .orElseThrow()
                .alarm();
        assertEquals(BASE, alarm.seen());
        if (alarm.isRaised()) {
            return RainAlarm.Look.RAIN;
        }
        return alarm.lastDry().isPresent() ? RainAlarm.Look.DRY : RainAlarm.Look.UNKNOWN;
    }

    private void lookAtTheNewest() throws IOException {
        Kept.refresh(forecasts);
        notifier.look(forecasts.latest().orElseThrow(), database.jdbi()::useTransaction);
    }

    private int told() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from notifications")
                .mapTo(Integer.class)
                .one());
    }
}
