package amagumo.server.app;

import amagumo.ingest.store.FrameStore;
import amagumo.server.api.Api;
import amagumo.server.api.Services;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.database.DatabaseException;
import amagumo.server.door.Doors;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.forecast.UnsuitableFramesException;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.Retention;
import amagumo.server.http.HttpServer;
import amagumo.server.http.Resource;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.JobStore;
import amagumo.server.operation.Metrics;
import amagumo.server.operation.Readiness;
import amagumo.server.operation.TimedNowcaster;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.source.Poller;
import amagumo.server.source.SourceState;
import amagumo.server.source.tiles.UnseenAreaException;
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

    private final Forecasts forecasts;
    private final ServingNowcasters nowcasters;
    private final HttpServer server;
    private final JobServer jobs;
    private final Lookout lookout;
    private final Database database;
    private final Metrics metrics;
    private final String awaited;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Application(
            Forecasts forecasts,
            ServingNowcasters nowcasters,
            HttpServer server,
            JobServer jobs,
            Lookout lookout,
            Database database,
            Metrics metrics,
            String awaited) {
        this.forecasts = forecasts;
        this.nowcasters = nowcasters;
        this.server = server;
        this.jobs = jobs;
        this.lookout = lookout;
        this.database = database;
        this.metrics = metrics;
        this.awaited = awaited;
    }

    /**
     * Starts what settings describe that do not {@linkplain ServeSettings#contradiction contradict} themselves.
     *
     * @throws UnseenAreaException if live radar is of an area that JMA's radars do not see
     * @throws UnsuitableFramesException if the nowcaster cannot forecast the store's frames
     * @throws DatabaseException if the database cannot be opened, or another server has it
     * @throws IOException if the store or the model cannot be read, or the address not be listened on
     */
    public static Application start(Settings settings) throws IOException {
        ServeSettings serve = settings.serve();
        RadarFeed feed = RadarFeed.of(serve);
        Database database = Database.openForServer(settings.database(), serve.state());
        try {
            ModelRegistry registry = ModelRegistry.of(database, serve.state(), Clock.systemUTC());
            return start(feed, ServingNowcasters.open(serve, feed.store(), registry), database, settings);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    static Application start(RadarFeed feed, List<ServedNowcaster> nowcasters, Settings settings) throws IOException {
        Database database =
                Database.openForServer(settings.database(), settings.serve().state());
        try {
            return start(feed, ServingNowcasters.of(nowcasters), database, settings);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Application start(RadarFeed feed, ServingNowcasters nowcasters, Database database, Settings all)
            throws IOException {
        ServeSettings settings = all.serve();
        FrameStore store = feed.store();
        for (ServedNowcaster nowcaster : nowcasters.now()) {
            nowcaster.requireFit(store);
        }
        String credit = settings.credit().isEmpty() ? feed.credit().orElse("") : settings.credit();
        SourceState source = new SourceState();
        Metrics metrics = new Metrics();
        Forecasts forecasts = new Forecasts(
                store,
                () -> timed(nowcasters.now(), metrics),
                ForecastArchive.open(ForecastArchive.directory(settings.state(), store)),
                settings.forecasts().catchUp(),
                new Retention(settings.forecasts().age(), settings.forecasts().octets()),
                Clock.systemUTC());
        metrics.watch(() -> forecasts.feed(Instant.now()));
        ScoreStore scores = new ScoreStore(database.jdbi(), ForecastArchive.name(store));
        Optional<Poller> poller = feed.polled().map(polled -> new Poller(polled.source(), polled.interval(), source));
        Readiness readiness = ServerConditions.of(forecasts, source, database, settings);
        try {
            Tiles tiles = new Tiles(forecasts);
            Services services = new Services(
                    forecasts,
                    tiles,
                    scores,
                    source,
                    credit,
                    readiness,
                    metrics,
                    new JobControl(database, settings.logs()),
                    all.jobs().pageLimit(),
                    ModelRegistry.of(database, settings.state(), Clock.systemUTC()));
            List<Resource> resources = new ArrayList<>(Api.resources(services));
            resources.addAll(Doors.resources(settings.server().doors(), forecasts, tiles));
            HttpServer server = HttpServer.start(settings.server(), resources, metrics.registry());
            try {
                JobServer jobs = ServerJobs.start(database, store.directory(), forecasts, scores, poller, all);
                Lookout lookout = Lookout.start(forecasts, new JobStore(database.jdbi()), settings.refresh());
                return new Application(forecasts, nowcasters, server, jobs, lookout, database, metrics, feed.awaited());
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            nowcasters.close();
            metrics.close();
            throw e;
        }
    }

    private static List<ServedNowcaster> timed(List<ServedNowcaster> nowcasters, Metrics metrics) {
        return nowcasters.stream()
                .map(served -> new ServedNowcaster(
                        served.id(), served.modelVersion(), new TimedNowcaster(served.nowcaster(), metrics.registry())))
                .toList();
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
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
        return lookout.paused()
                .map("There is no forecast yet: the job %s."::formatted)
                .orElse(awaited);
    }

    /** Waits until {@link #close} is done, which another thread calls. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops: gives up a forecast that is being made, answers what is being asked, takes no more. */
    @Override
    public synchronized void close() {
        if (closed.getCount() > 0) {
            jobs.close();
            lookout.close();
            server.close();
            nowcasters.close();
            metrics.close();
            database.close();
            closed.countDown();
        }
    }
}
