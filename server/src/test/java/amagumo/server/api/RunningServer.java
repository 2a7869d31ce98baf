package amagumo.server.api;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.door.Doors;
import amagumo.server.event.EventHistory;
import amagumo.server.event.EventLog;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.forecast.Predictions;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.http.HttpServer;
import amagumo.server.http.Resource;
import amagumo.server.jobs.JobControl;
import amagumo.server.operation.Conditions;
import amagumo.server.operation.Metrics;
import amagumo.server.operation.Readiness;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.SourceState;
import amagumo.server.subscription.SecretSeal;
import amagumo.server.subscription.Subscriptions;
import amagumo.server.tiles.Tiles;
import amagumo.server.verification.ForecastVerification;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A server on a free port whose store holds {@link RainStore}'s frames, or those of a test's own, forecast by persistence. */
public final class RunningServer implements AutoCloseable {

    /** Valid time of the first frame. */
    static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    /** The base time of the forecast, 7 frames later: two are too old to be looked at. */
    static final String BASE = "20240301T003000Z";
    /** Three minutes after that. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2024-03-01T00:33:00Z"), ZoneOffset.UTC);

    private static final int MOST_ATTEMPTS = 500;
    private static final int MOST_LISTENERS = 20;

    public final Forecasts forecasts;
    private final Database database;
    private final ScoreStore scores;
    final SourceState source;
    private final EventHistory history;
    private final EventListeners listeners;
    private final Predictions predictions;
    private final HttpServer server;

    private RunningServer(
            Forecasts forecasts,
            Database database,
            ScoreStore scores,
            SourceState source,
            EventHistory history,
            EventListeners listeners,
            Predictions predictions,
            HttpServer server) {
        this.forecasts = forecasts;
        this.database = database;
        this.scores = scores;
        this.source = source;
        this.history = history;
        this.listeners = listeners;
        this.predictions = predictions;
        this.server = server;
    }

    /** With 7 frames and the forecast of them. */
    static RunningServer start(Path directory) throws IOException {
        return start(directory, 7);
    }

    static RunningServer start(Path directory, int frames) throws IOException {
        return start(directory, frames, Settings.defaults().serve().server());
    }

    /** With settings of the server's own but for the port, which is any free one. */
    static RunningServer start(Path directory, int frames, HttpServerSettings settings) throws IOException {
        RainStore.append(directory, FIRST, frames);
        return over(directory, settings);
    }

    /** Over a store that is there, which is forecast. */
    public static RunningServer over(Path directory, HttpServerSettings settings) throws IOException {
        return over(directory, settings, new Persistence(), new Rover());
    }

    /** Over a store that is there, which nowcasters forecast. */
    static RunningServer over(Path directory, HttpServerSettings settings, Nowcaster... nowcasters) throws IOException {
        return over(
                directory,
                settings,
                Stream.of(nowcasters).map(ServedNowcaster::withoutModel).toList());
    }

    /** Over a store that is there, which nowcasters forecast, of models too. */
    static RunningServer over(Path directory, HttpServerSettings settings, List<ServedNowcaster> nowcasters)
            throws IOException {
        return over(directory, settings, nowcasters, CLOCK);
    }

    /** Over a store that is there, at a time. */
    static RunningServer over(
            Path directory, HttpServerSettings settings, List<ServedNowcaster> nowcasters, Clock clock)
            throws IOException {
        FrameStore store = FrameStore.open(directory);
        Forecasts forecasts = Kept.forecasts(store, directory.resolve("forecasts"), nowcasters);
        Kept.refresh(forecasts);
        Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"));
        ScoreStore scores = new ScoreStore(database.jdbi(), "rain");
        SourceState source = new SourceState();
        Metrics metrics = new Metrics();
        Tiles tiles = new Tiles(forecasts);
        EventHistory history = EventHistory.start(new EventLog(database.jdbi()), events -> {});
        Predictions predictions = new Predictions(
                () -> nowcasters,
                ServedNowcaster::nowcaster,
                () -> forecasts.frames().description().map(StoreDescription::grid),
                directory.resolve("answers"),
                1,
                settings.predict().longest());
        EventListeners listeners = new EventListeners(history, MOST_LISTENERS);
        List<DiskSpace> disks = List.of(new DiskSpace(directory, 1 << 20));
        Path state = directory.resolve("state");
        Services services = new Services(
                new Services.Rain(forecasts, tiles, scores),
                new Services.Predict(predictions, settings.predict()),
                new Services.Origin(source, "invented <rain>", Optional::empty),
                new Services.Operations(
                        new Readiness(List.of(
                                Conditions.source(
                                        source, Settings.defaults().serve().ready(), clock),
                                Conditions.database(database::isAnswering),
                                Conditions.disk(disks))),
                        metrics,
                        disks,
                        new JobControl(database, directory.resolve("logs")),
                        MOST_ATTEMPTS,
                        ModelRegistry.of(database, state, Clock.systemUTC())),
                listeners,
                new Services.Notifications(
                        new Subscriptions(database.jdbi(), SecretSeal.of(state.resolve("webhooks.key"))),
                        Settings.defaults().outgoing()),
                settings.map(),
                directory.resolve("answers"),
                clock);
        List<Resource> resources = new ArrayList<>(Api.resources(services));
        resources.addAll(Doors.resources(settings.doors(), forecasts, tiles, new PlaceRates(store), clock));
        HttpServer server =
                HttpServer.start(settings.with(Optional.empty(), Optional.of(0)), resources, metrics.registry());
        return new RunningServer(forecasts, database, scores, source, history, listeners, predictions, server);
    }

    /** Another frame arrives in its store, that many steps after the first, and a forecast is made if it can be. */
    void append(Path directory, int steps) throws IOException {
        RainStore.append(directory, FIRST.plus(Duration.ofMinutes((long) steps * RainStore.STEP_MINUTES)), 1);
        Kept.refresh(forecasts);
    }

    /** Compares its forecasts with the frames that have come since. */
    void compare(Path directory) throws IOException {
        new ForecastVerification(FrameStore.open(directory), forecasts, scores, Duration.ofDays(1))
                .run(Set.of(FIRST), () -> true, database.jdbi()::useTransaction);
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        listeners.close();
        server.close();
        history.close();
        predictions.close();
        database.close();
    }
}
