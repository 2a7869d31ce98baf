package amagumo.server.app;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.api.Api;
import amagumo.server.config.Area;
import amagumo.server.config.DirectorySettings;
import amagumo.server.config.LiveSettings;
import amagumo.server.config.ServeSettings;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Refresher;
import amagumo.server.forecast.UnsuitableFramesException;
import amagumo.server.http.HttpServer;
import amagumo.server.source.HttpFetcher;
import amagumo.server.source.Poller;
import amagumo.server.source.Reach;
import amagumo.server.source.directory.DirectorySource;
import amagumo.server.source.tiles.JmaTiles;
import amagumo.server.source.tiles.UnseenAreaException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The service. It listens before the first forecast is made, which may take a while: until then requests for it are
 * answered with status 503. Whatever runs is started and stopped here, in opposite orders.
 */
public final class Application implements AutoCloseable {

    /** A frame of JMA's map comes every 5 minutes: it is there a minute late at most, and its server asked no more often than that. */
    private static final Duration POLL_INTERVAL = Duration.ofMinutes(1);

    private final Forecasts forecasts;
    private final HttpServer server;
    private final Refresher refresher;
    private final Optional<Poller> poller;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Application(Forecasts forecasts, HttpServer server, Refresher refresher, Optional<Poller> poller) {
        this.forecasts = forecasts;
        this.server = server;
        this.refresher = refresher;
        this.poller = poller;
    }

    /**
     * Starts what settings describe.
     *
     * @param store the directory of the frame store
     * @param settings all but the store, which they may leave open
     * @throws UnsuitableFramesException if the nowcaster cannot forecast the store's frames
     * @throws IOException if the store or the model cannot be read, or the address not be listened on
     */
    public static Application start(Path store, ServeSettings settings) throws IOException {
        return start(FrameStore.open(store), settings.nowcaster().open(), settings);
    }

    /**
     * Starts what settings describe, with radar that is fetched meanwhile.
     *
     * @param area which part of JMA's map
     * @throws UnseenAreaException if JMA's radars see nothing of it
     * @throws UnsuitableFramesException if the nowcaster cannot forecast these frames
     * @throws IOException if the store cannot be made, the model not be read, or the address not be listened on
     */
    public static Application startLive(Area area, ServeSettings settings) throws IOException {
        LiveSettings live = settings.live();
        Reach reach = new Reach(Set.of(live.tiles().getHost()), live.privateAddresses());
        JmaTiles tiles = JmaTiles.open(
                settings.liveStore(area), area.box(), live.tiles(), new HttpFetcher(reach, HttpFetcher.TIMEOUT));
        String credit = settings.credit().isEmpty() ? JmaTiles.CREDIT : settings.credit();
        return start(
                FrameStore.open(tiles.store()),
                settings.nowcaster().open(),
                settings.withCredit(credit),
                polled -> Optional.of(new Poller(tiles, POLL_INTERVAL, polled)));
    }

    /**
     * Starts what settings describe, with radar files that are read into the store as they appear in a directory.
     *
     * @param watched the directory
     * @param store the directory of the frame store, which is made if there are files to make it of
     * @throws UnsuitableFramesException if the nowcaster cannot forecast the store's frames
     * @throws IOException if there is no store and no file to make it of, the model cannot be read, or the address not
     *     be listened on
     */
    public static Application startWatching(Path watched, Path store, ServeSettings settings)
            throws IOException, InterruptedException {
        DirectorySettings directory = settings.directory();
        DirectorySource source = new DirectorySource(
                watched,
                store,
                directory.area().map(Area::box),
                directory.interval(),
                directory.settle(),
                Clock.systemUTC());
        source.requireStore();
        return start(
                FrameStore.open(store),
                settings.nowcaster().open(),
                settings,
                polled -> Optional.of(new Poller(source, directory.interval(), polled)));
    }

    static Application start(FrameStore store, Nowcaster nowcaster, ServeSettings settings) throws IOException {
        return start(store, nowcaster, settings, polled -> Optional.empty());
    }

    /**
     * @param poller makes what polls a source, if there is one, of what it calls when frames came in
     */
    private static Application start(
            FrameStore store, Nowcaster nowcaster, ServeSettings settings, Function<Runnable, Optional<Poller>> poller)
            throws IOException {
        UnsuitableFramesException.requireFit(nowcaster, store.grid(), store.stepMinutes());
        Forecasts forecasts = new Forecasts(store, nowcaster, settings.keepForecasts());
        HttpServer server =
                HttpServer.start(settings.host(), settings.port(), Api.resources(forecasts, settings.credit()));
        Refresher refresher = new Refresher(forecasts);
        refresher.start(settings.refresh());
        Optional<Poller> polling = poller.apply(refresher::refreshSoon);
        polling.ifPresent(Poller::start);
        return new Application(forecasts, server, refresher, polling);
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    /** Waits until the store was looked at for the first time: the forecast that was made then, if there was one to make. */
    public Optional<KeptForecast> firstForecast() throws InterruptedException {
        forecasts.awaitRefresh();
        return forecasts.latest();
    }

    /** Waits until {@link #close} is done, which another thread calls. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops: gives up a forecast that is being made, answers what is being asked, takes no more. */
    @Override
    public synchronized void close() {
        if (closed.getCount() > 0) {
            poller.ifPresent(Poller::close);
            refresher.close();
            server.close();
            closed.countDown();
        }
    }
}
