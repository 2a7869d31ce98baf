package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.InputFrames;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, once, of base times that have no forecast though their frames came, and get none any more since they are further back
 * than is caught up. Not for several threads.
 */
final class LostBaseTimes {

    private static final Logger LOG = LoggerFactory.getLogger(LostBaseTimes.class);

    private final FrameStore store;
    private final ForecastArchive archive;
    private final Duration catchUp;
    private Optional<Instant> looked = Optional.empty();

    /** @param catchUp how far before the newest base time forecasts are made up for */
    LostBaseTimes(FrameStore store, ForecastArchive archive, Duration catchUp) {
        this.store = store;
        this.archive = archive;
        this.catchUp = catchUp;
    }

    /**
     * Looks at what has become too old since the last time, at first since the newest forecast that is kept was made.
     *
     * @param newest base time
     */
    void tell(Instant newest, List<ServedNowcaster> nowcasters) {
        Instant reach = newest.minus(catchUp);
        Instant from = looked.or(this::reachOfTheLastForecast).orElse(reach);
        if (from.isBefore(reach)) {
            nowcasters.forEach(nowcaster -> tell(nowcaster.id(), from, reach));
        }
        looked = Optional.of(reach);
    }

    private Optional<Instant> reachOfTheLastForecast() {
        return archive.files().isEmpty()
                ? Optional.empty()
                : Optional.of(archive.files().lastKey().baseTime().minus(catchUp));
    }

    private void tell(String nowcaster, Instant from, Instant reach) {
        Optional<Instant> first = archive.first(nowcaster);
        List<Instant> lost = store.frames().navigableKeySet().subSet(from, true, reach, false).stream()
                .filter(base -> first.isPresent() && base.isAfter(first.get()))
                .filter(base -> archive.find(new ForecastKey(base, nowcaster)).isEmpty())
                .filter(base -> InputFrames.at(store, base).isPresent())
                .toList();
        if (!lost.isEmpty()) {
            LOG.warn(
                    "{} has no forecast of {} of the base times from {} to {} and makes none any more: they are further back than"
                            + " serve.forecasts.catch-up; a backfill of the job forecast makes them",
                    nowcaster,
                    lost.size(),
                    lost.get(0),
                    lost.get(lost.size() - 1));
        }
    }
}
