package amagumo.server.app;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.IngestOptions;
import amagumo.server.config.Area;
import amagumo.server.config.DatedAddress;
import amagumo.server.config.DirectorySettings;
import amagumo.server.config.HttpSettings;
import amagumo.server.config.LiveSettings;
import amagumo.server.config.ServeSettings;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.outgoing.Reach;
import amagumo.server.source.Source;
import amagumo.server.source.dated.DatedSource;
import amagumo.server.source.dated.Schedule;
import amagumo.server.source.directory.DirectorySource;
import amagumo.server.source.tiles.JmaTiles;
import amagumo.server.source.tiles.UnseenAreaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server's frames come from, as its settings say.
 *
 * @param store the frames, which may be awaited
 * @param polled what brings them, if the server does so itself
 * @param credit whom they are from, where the source knows that
 * @param awaited what is said while there is no forecast
 */
record RadarFeed(FrameStore store, Optional<Polled> polled, Optional<String> credit, String awaited) {

    /** A frame of JMA's map comes every 5 minutes: it is there a minute late at most, and its server asked no more often than that. */
    private static final Duration TILES_INTERVAL = Duration.ofMinutes(1);

    /**
     * What brings frames into a store.
     *
     * @param interval between two polls that bring nothing
     */
    record Polled(Source source, Duration interval) {}

    /** A store that others fill. */
    RadarFeed(FrameStore store) {
        this(
                store,
                Optional.empty(),
                Optional.empty(),
                "There is no forecast yet: the store does not have 5 frames in a row.");
    }

    /**
     * That of settings that do not {@linkplain ServeSettings#contradiction contradict} themselves.
     *
     * @param outgoing what asks other machines
     * @throws UnseenAreaException if the area is one of JMA's map that no radar sees
     * @throws IOException if the store cannot be read or made
     */
    static RadarFeed of(ServeSettings settings, Outgoing outgoing) throws IOException {
        LiveSettings live = settings.live();
        if (live.area().isPresent()) {
            return tiles(live, live.area().get(), settings.liveStore(live.area().get()), outgoing);
        }
        Path store = settings.store().orElseThrow();
        DirectorySettings directory = settings.directory();
        if (directory.path().isPresent()) {
            return directory(directory, directory.path().get(), store);
        }
        HttpSettings http = settings.http();
        return http.address().isPresent()
                ? http(http, http.address().get(), store, outgoing)
                : new RadarFeed(FrameStore.open(store));
    }

    private static RadarFeed tiles(LiveSettings live, Area area, Path store, Outgoing outgoing) throws IOException {
        String host = live.tiles().getHost();
        Reach reach = new Reach(Set.of(host), live.privateAddresses());
        HttpFetcher fetcher = new HttpFetcher(outgoing, reach, HttpFetcher.TIMEOUT);
        JmaTiles tiles = JmaTiles.open(store, area.box(), live.tiles(), fetcher);
        return new RadarFeed(
                FrameStore.open(tiles.store()),
                Optional.of(new Polled(tiles, TILES_INTERVAL)),
                Optional.of(JmaTiles.CREDIT),
                awaitedFrom(host) + "\n" + JmaTiles.CREDIT);
    }

    private static RadarFeed directory(DirectorySettings settings, Path directory, Path store) throws IOException {
        DirectorySource source = new DirectorySource(
                directory, store, box(settings.area()), settings.interval(), settings.settle(), Clock.systemUTC());
        return ofFiles(store, new Polled(source, settings.interval()), directory.toString());
    }

    private static RadarFeed http(HttpSettings settings, DatedAddress address, Path store, Outgoing outgoing)
            throws IOException {
        Reach reach = new Reach(Set.of(address.host()), settings.privateAddresses());
        DatedSource source = new DatedSource(
                new Schedule(address, settings.late(), settings.inOrder(), settings.reach()),
                new HttpFetcher(outgoing, reach, settings.timeout()),
                store,
                new IngestOptions(box(settings.area()), false, ClockBound.ofThisMachine()),
                settings.maxOctets(),
                settings.interval(),
                Clock.systemUTC());
        return ofFiles(store, new Polled(source, settings.interval()), address.host());
    }

    private static RadarFeed ofFiles(Path store, Polled polled, String from) throws IOException {
        return new RadarFeed(FrameStore.openOrAwait(store), Optional.of(polled), Optional.empty(), awaitedFrom(from));
    }

    private static Optional<BoundingBox> box(Optional<Area> area) {
        return area.map(Area::box);
    }

    private static String awaitedFrom(String place) {
        return "There is no forecast yet: it is made as soon as 5 frames have arrived from %s.".formatted(place);
    }
}
