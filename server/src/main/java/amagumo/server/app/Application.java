package amagumo.server.app;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.server.api.Api;
import amagumo.server.api.EventListeners;
import amagumo.server.api.Services;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.database.DatabaseException;
import amagumo.server.door.Doors;
import amagumo.server.event.EventHistory;
import amagumo.server.event.EventLog;
import amagumo.server.event.ForecastEvents;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.forecast.Predictions;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.forecast.UnsuitableFramesException;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.Retention;
import amagumo.server.http.HttpServer;
import amagumo.server.http.Resource;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.JobServer;
import amagumo.server.operation.Metrics;
import amagumo.server.operation.TimedNowcaster;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.Poller;
import amagumo.server.source.SourceState;
import amagumo.server.source.tiles.UnseenAreaException;
import amagumo.server.subscription.SecretSeal;
import amagumo.server.subscription.Subscriptions;
import amagumo.server.tiles.Tiles;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The service. It listens before the first forecast is made, which may take a while: until then requests for it are
 * answered with status 503. Whatever runs is started and stopped here, in opposite orders.
 */
public final class Application implements AutoCloseable {

    private final Started started;
    private final URI address;
    private final Forecasts forecasts;
    private final Lookout lookout;
    private final String awaited;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Application(Started started, URI address, Forecasts forecasts, Lookout lookout, String awaited) {
        this.started = started;
        this.address = address;
        this.forecasts = forecasts;
        this.lookout = lookout;
        this.awaited = awaited;
    }

    /** What is served, and with what. */
    @FunctionalInterface
    private interface Served {
        Nowcasting open(Outgoing outgoing, ModelRegistry registry) throws IOException;
    }

    /** Frames, and what forecasts them. */
    private record Nowcasting(RadarFeed feed, ServingNowcasters nowcasters) {}

    /**
     * Starts what settings describe that do not {@linkplain Settings#contradiction contradict} themselves.
     *
     * @throws UnseenAreaException if live radar is of an area that JMA's radars do not see
     * @throws UnsuitableFramesException if the nowcaster cannot forecast the store's frames
     * @throws DatabaseException if the database cannot be opened, or another server has it
     * @throws IOException if the store or the model cannot be read, or the address not be listened on
     */
    public static Application start(Settings settings) throws IOException {
        return start(settings, (outgoing, registry) -> {
            RadarFeed feed = RadarFeed.of(settings.serve(), outgoing);
            return new Nowcasting(feed, ServingNowcasters.open(settings.serve(), feed.store(), registry));
        });
    }

    static Application start(RadarFeed feed, List<ServedNowcaster> nowcasters, Settings settings) throws IOException {
        return start(settings, (outgoing, registry) -> new Nowcasting(feed, ServingNowcasters.of(nowcasters)));
    }

    private static Application start(Settings settings, Served served) throws IOException {
        Started started = new Started();
        try {
            return start(settings, served, started);
        } catch (IOException | RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    private static Application start(Settings all, Served served, Started started) throws IOException {
        ServeSettings settings = all.serve();
        Outgoing outgoing = started.with(Outgoing.start(), Outgoing::close);
        Database database = started.with(Database.openForServer(all.database(), settings.state()), Database::close);
        ModelRegistry registry = ModelRegistry.of(database, settings.state(), Clock.systemUTC());
        Nowcasting nowcasting = served.open(outgoing, registry);
        ServingNowcasters nowcasters = started.with(nowcasting.nowcasters(), ServingNowcasters::close);
        RadarFeed feed = nowcasting.feed();
        FrameStore store = feed.store();
        for (ServedNowcaster nowcaster : nowcasters.now()) {
            nowcaster.requireFit(store);
        }
        Metrics metrics = started.with(new Metrics(), Metrics::close);
        ForecastEvents told =
                started.with(new ForecastEvents(database.jdbi(), Clock.systemUTC()), ForecastEvents::close);
        Forecasts forecasts = new Forecasts(
                store,
                () -> timed(nowcasters.now(), metrics),
                ForecastArchive.open(ForecastArchive.directory(settings.state(), store)),
                settings.forecasts().catchUp(),
                new Retention(settings.forecasts().age(), settings.forecasts().octets()),
                Clock.systemUTC(),
                told);
        metrics.watch(() -> forecasts.frames().feed(Instant.now()), () -> ServerConditions.newest(forecasts));
        ScoreStore scores = new ScoreStore(database.jdbi(), ForecastArchive.name(store));
        started.with(new ServerMeters(JobQueue.of(database), scores), ServerMeters::close)
                .addTo(metrics.registry());
        SourceState source = new SourceState();
        Lookout lookout = started.with(Lookout.start(forecasts, database, all), Lookout::close);
        Tiles tiles = new Tiles(forecasts);
        EventHistory history = started.with(
                EventHistory.start(
                        new EventLog(database.jdbi()), events -> told.lookIfFromElsewhere(events, forecasts)),
                EventHistory::close);
        Predictions predictions = started.with(
                new Predictions(
                        nowcasters::now,
                        new OwnNowcasters(registry),
                        () -> forecasts.frames().description().map(StoreDescription::grid),
                        settings.answers(),
                        settings.server().predict().waiting(),
                        settings.server().predict().longest()),
                Predictions::close);
        List<DiskSpace> disks = ServerConditions.disks(all);
        EventListeners listeners =
                new EventListeners(history, settings.server().limits().listeners());
        Subscriptions subscriptions = new Subscriptions(
                database.jdbi(), SecretSeal.of(all.outgoing().webhooks().keyFile(settings.state())));
        List<Resource> resources = new ArrayList<>(Api.resources(new Services(
                new Services.Rain(forecasts, tiles, scores),
                new Services.Predict(predictions, settings.server().predict()),
                new Services.Origin(
                        source,
                        settings.credit().isEmpty() ? feed.credit().orElse("") : settings.credit(),
                        lookout::hindrance),
                new Services.Operations(
                        ServerConditions.of(forecasts, nowcasters, source, database, disks, settings.ready()),
                        metrics,
                        disks,
                        new JobControl(database, settings.logs()),
                        all.jobs().pageLimit(),
                        registry),
                listeners,
                new Services.Notifications(subscriptions, all.outgoing()),
                settings.server().map(),
                settings.answers(),
                Clock.systemUTC())));
        resources.addAll(
                Doors.resources(settings.server().doors(), forecasts, tiles, new PlaceRates(store), Clock.systemUTC()));
        HttpServer server =
                started.with(HttpServer.start(settings.server(), resources, metrics.registry()), HttpServer::close);
        started.with(listeners, EventListeners::close); // before the server, which waits for answers to end
        Optional<Poller> poller = feed.polled().map(polled -> new Poller(polled.source(), polled.interval(), source));
        started.with(
                new ServerJobs(database, store.directory(), registry, outgoing, all)
                        .start(forecasts, scores, subscriptions, poller),
                JobServer::close);
        return new Application(started, server.address(), forecasts, lookout, feed.awaited());
    }

    private static List<ServedNowcaster> timed(List<ServedNowcaster> nowcasters, Metrics metrics) {
        return nowcasters.stream()
                .map(served -> new ServedNowcaster(
                        served.id(), served.modelVersion(), new TimedNowcaster(served.nowcaster(), metrics.registry())))
                .toList();
    }

    /** Where the page is. */
    public URI address() {
        return address;
    }

    /**
     * Waits until the store was looked at for the first time: the forecast that was made then, by whatever server, if there
     * was one to make and its job is not paused.
     */
    public Optional<KeptForecast> firstForecast() throws IOException, InterruptedException {
        forecasts.awaitRefresh();
        return forecasts.latest();
    }

    /** What is said while there is no forecast. */
    public String awaited() {
        return lookout.hindrance()
                .map("There is no forecast yet: %s."::formatted)
                .orElse(awaited);
    }

    /** Waits until {@link #close} is done, which another thread calls. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops: gives up a forecast that is being made, answers what is being asked, takes no more. */
    @Override
    public synchronized void close() {
        started.stop();
        closed.countDown();
    }
}
