package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Forecasts of a store that are kept in a directory, for tests. */
public final class Kept {

    static final Retention FOR_EVER = new Retention(Duration.ofDays(10_000), Long.MAX_VALUE);

    /** Six base times of {@link RainStore}. */
    private static final Duration CATCH_UP = Duration.ofMinutes(6L * RainStore.STEP_MINUTES);

    private Kept() {}

    /** By nowcasters that learn nothing, of which the first is shown. */
    public static Forecasts forecasts(FrameStore store, Path archive, Nowcaster... nowcasters) throws IOException {
        return forecasts(
                store,
                archive,
                Stream.of(nowcasters).map(ServedNowcaster::withoutModel).toList());
    }

    /** By nowcasters of which the first is shown. */
    public static Forecasts forecasts(FrameStore store, Path archive, List<ServedNowcaster> served) throws IOException {
        return forecasts(store, archive, FOR_EVER, served);
    }

    /**
     * Makes what is due, as the jobs of a server do.
     *
     * @return whether a forecast was made
     */
    public static boolean refresh(Forecasts forecasts) throws IOException {
        boolean made = false;
        for (Optional<Instant> due = forecasts.due(); due.isPresent(); due = forecasts.due()) {
            made |= forecasts.make(due.get(), () -> true);
        }
        return made;
    }

    static Forecasts forecasts(FrameStore store, Path archive, Retention retention, List<ServedNowcaster> served)
            throws IOException {
        return new Forecasts(
                store,
                () -> served,
                ForecastArchive.open(archive),
                CATCH_UP,
                retention,
                Clock.systemUTC(),
                ForecastListener.NONE);
    }
}
