package amagumo.server.config;

import amagumo.model.nowcast.NowcasterName;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code amagumo serve} does.
 *
 * @param state directory of all that the server keeps beside a named store: database, logs, live radar
 * @param store directory of the frame store, if one is named
 * @param nowcaster what makes the forecasts
 * @param host address to listen on
 * @param port TCP port to listen on, 0 for any free one, at most 65535
 * @param credit whom the radar data are from, as the map shows it; may be empty
 * @param refresh how often the store is looked at, at least one second
 * @param live radar that is fetched instead of a store that others fill
 * @param directory radar files that are read into the store as they appear
 * @param http radar files that are fetched into the store as another server has them
 * @param keepForecasts how many forecasts are kept, 1 to 1000
 */
public record ServeSettings(
        Path state,
        Optional<Path> store,
        NowcasterChoice nowcaster,
        String host,
        int port,
        String credit,
        Duration refresh,
        LiveSettings live,
        DirectorySettings directory,
        HttpSettings http,
        int keepForecasts) {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_KEPT = 1000;

    static ServeSettings of(Config config) {
        return new ServeSettings(
                Path.of(config.getString("state")),
                text(config, "store").map(Path::of),
                new NowcasterChoice(nowcaster(config), text(config, "model").map(Path::of)),
                config.getString("host"),
                whole(config, "port", 0, MAX_PORT),
                config.getString("credit"),
                duration(config, "refresh", Duration.ofSeconds(1)),
                LiveSettings.of(config.getConfig("live")),
                DirectorySettings.of(config.getConfig("source.directory")),
                HttpSettings.of(config.getConfig("source.http")),
                whole(config, "keep-forecasts", 1, MAX_KEPT));
    }

    /** Why these settings cannot be served, if so: frames come from nowhere, from two places, or are forecast by nothing. */
    public Optional<String> contradiction() {
        long sources = Stream.of(live.area(), directory.path(), http.address())
                .filter(Optional::isPresent)
                .count();
        if (sources > 1) {
            return Optional.of("live radar, a directory of radar files and radar files by HTTP exclude each other");
        }
        if (live.area().isPresent() && store.isPresent()) {
            return Optional.of("a store and live radar exclude each other");
        }
        if (live.area().isEmpty() && store.isEmpty()) {
            return Optional.of("--store or --live is missing");
        }
        return nowcaster.contradiction();
    }

    /** These settings but for what is given here, such as by options of the command line. */
    public ServeSettings with(
            Optional<Path> store, NowcasterChoice nowcaster, Optional<String> host, Optional<Integer> port) {
        return new ServeSettings(
                state,
                store.or(this::store),
                nowcaster.or(this.nowcaster),
                host.orElse(this.host),
                port.orElse(this.port),
                credit,
                refresh,
                live,
                directory,
                http,
                keepForecasts);
    }

    /** These settings with another directory of the state. */
    public ServeSettings withState(Path other) {
        return new ServeSettings(
                other, store, nowcaster, host, port, credit, refresh, live, directory, http, keepForecasts);
    }

    /** The directory of the store that live radar of an area is kept in. */
    public Path liveStore(Area area) {
        return state.resolve("live-" + area.name());
    }

    /** These settings with another kind of live radar. */
    public ServeSettings withLive(LiveSettings other) {
        return new ServeSettings(
                state, store, nowcaster, host, port, credit, refresh, other, directory, http, keepForecasts);
    }

    /** These settings with another nowcaster. */
    public ServeSettings withNowcaster(NowcasterChoice other) {
        return new ServeSettings(
                state, store, other, host, port, credit, refresh, live, directory, http, keepForecasts);
    }

    static Optional<String> text(Config config, String key) {
        return config.getIsNull(key) ? Optional.empty() : Optional.of(config.getString(key));
    }

    private static Optional<NowcasterName> nowcaster(Config config) {
        return text(config, "nowcaster").map(name -> NowcasterName.of(name)
                .orElseThrow(() -> new ConfigException.BadValue(
                        config.getValue("nowcaster").origin(),
                        "nowcaster",
                        "'%s' is not one of %s".formatted(name, NowcasterName.all()))));
    }

    static int whole(Config config, String key, int least, int most) {
        int value = config.getInt(key);
        if (value < least || value > most) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(), key, "%d is not between %d and %d".formatted(value, least, most));
        }
        return value;
    }

    static Duration duration(Config config, String key, Duration least) {
        Duration value = config.getDuration(key);
        if (value.compareTo(least) < 0) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(), key, "less than %d s".formatted(least.toSeconds()));
        }
        return value;
    }
}
