package amagumo.server.door;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.SettableClock;
import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.forecast.RainStore;
import amagumo.server.http.HttpServer;
import amagumo.server.tiles.Tiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A server on a free port with all doors open, whose store holds {@link RainStore}'s frames, forecast by persistence. */
public final class DoorServer implements AutoCloseable {

    /** Valid time of the first frame. */
    public static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    /** The base time of the forecast: the seventh frame's. */
    public static final Instant BASE = Instant.parse("2024-03-01T00:30:00Z");
    /** What the server's clock shows. */
    public static final Instant NOW = Instant.parse("2024-03-01T00:33:00Z");
    /** A place where it rains at {@link RainStore#RATE_MM_H}. */
    public static final double RAINY_LATITUDE = 40, RAINY_LONGITUDE = 140.5;
    /** A place where no radar sees anything. */
    public static final double UNSEEN_LATITUDE = 21, UNSEEN_LONGITUDE = 119;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpServer server;

    private DoorServer(HttpServer server) {
        this.server = server;
    }

    /** With seven frames. */
    public static DoorServer start(Path directory) throws IOException {
        return start(directory, 7);
    }

    /** With a number of frames. */
    public static DoorServer start(Path directory, int frames) throws IOException {
        RainStore.append(directory, FIRST, frames);
        return serve(FrameStore.open(directory), directory);
    }

    /** With a store that is not there yet. */
    public static DoorServer awaiting(Path directory) throws IOException {
        return serve(FrameStore.openOrAwait(directory.resolve("awaited")), directory);
    }

    private static DoorServer serve(FrameStore store, Path directory) throws IOException {
        Forecasts forecasts = Kept.forecasts(store, directory.resolve("forecasts"), new Persistence(), new Rover());
        Kept.refresh(forecasts);
        HttpServerSettings settings = Settings.defaults().serve().server().with(Optional.empty(), Optional.of(0));
        return new DoorServer(HttpServer.start(
                settings,
                Doors.resources(
                        settings.doors(),
                        forecasts,
                        new Tiles(forecasts),
                        new PlaceRates(store),
                        new SettableClock(NOW)),
                new SimpleMeterRegistry()));
    }

    /** The address of a path. */
    public URI address(String path) {
        return server.address().resolve(path);
    }

    /** What is answered at a path. */
    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.close();
    }
}
