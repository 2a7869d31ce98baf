package amagumo.server.config;

import amagumo.model.nowcast.NowcasterName;
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
 * @param server where it listens, and to whom
 * @param credit whom the radar data are from, as the map shows it; may be empty
 * @param refresh how often the store is looked at, 1 second to 1 day
 * @param live radar that is fetched instead of a store that others fill
 * @param directory radar files that are read into the store as they appear
 * @param http radar files that are fetched into the store as another server has them
 * @param forecasts which forecasts are made beside the one that is shown, and how long they are kept
 * @param ready when the server is of use
 */
public record ServeSettings(
        Path state,
        Optional<Path> store,
        NowcasterChoice nowcaster,
        HttpServerSettings server,
        String credit,
        Duration refresh,
        LiveSettings live,
        DirectorySettings directory,
        HttpSettings http,
        ForecastSettings forecasts,
        ReadinessSettings ready) {

    static ServeSettings of(Section serve) {
        Section source = serve.section("source");
        return new ServeSettings(
                Path.of(serve.text("state")),
                serve.optionalText("store").map(Path::of),
                new NowcasterChoice(
                        serve.optional("nowcaster", ServeSettings::nowcaster),
                        serve.optionalText("model").map(Path::of)),
                HttpServerSettings.of(serve),
                serve.text("credit"),
                serve.duration("refresh", Duration.ofSeconds(1), Duration.ofDays(1)),
                LiveSettings.of(serve.section("live")),
                DirectorySettings.of(source.section("directory")),
                HttpSettings.of(source.section("http")),
                ForecastSettings.of(serve),
                ReadinessSettings.of(serve.section("ready")));
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
            return Optional.of("serve.store (--store) or serve.live (--live) is missing");
        }
        boolean network = nowcaster.kind() == NowcasterName.CONVLSTM
                || forecasts.nowcasters().contains(NowcasterName.CONVLSTM);
        return nowcaster.model().isPresent() == network
                ? Optional.empty()
                : Optional.of(NowcasterChoice.MODEL_IS_AMISS);
    }

    /** These settings but for what is given here, such as by options of the command line. */
    public ServeSettings with(
            Optional<Path> store, NowcasterChoice nowcaster, Optional<String> host, Optional<Integer> port) {
        return new ServeSettings(
                state,
                store.or(this::store),
                nowcaster.or(this.nowcaster),
                server.with(host, port),
                credit,
                refresh,
                live,
                directory,
                http,
                forecasts,
                ready);
    }

    /** These settings with another directory of the state. */
    public ServeSettings withState(Path other) {
        return new ServeSettings(
                other, store, nowcaster, server, credit, refresh, live, directory, http, forecasts, ready);
    }

    /** The directory of the logs of jobs. */
    public Path logs() {
        return state.resolve("logs");
    }

    /** The directory of files that are made for one answer each, of which none stays. */
    public Path answers() {
        return state.resolve("answers");
    }

    /** The directory of the store that live radar of an area is kept in. */
    public Path liveStore(Area area) {
        return state.resolve("live-" + area.name());
    }

    /** These settings with another kind of live radar. */
    public ServeSettings withLive(LiveSettings other) {
        return new ServeSettings(
                state, store, nowcaster, server, credit, refresh, other, directory, http, forecasts, ready);
    }

    /** These settings with another nowcaster. */
    public ServeSettings withNowcaster(NowcasterChoice other) {
        return new ServeSettings(state, store, other, server, credit, refresh, live, directory, http, forecasts, ready);
    }

    static NowcasterName nowcaster(String name) {
        return NowcasterName.of(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is not one of %s".formatted(name, NowcasterName.all())));
    }
}
