package amagumo.server.forecast;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.InputFrames;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Which forecasts are to be made of a store as it is now, and in which order. Not for several threads. */
final class DueForecasts {

    private final FrameStore store;
    private final Supplier<List<ServedNowcaster>> nowcasters;
    private final ForecastArchive archive;
    private final KeptForecasts kept;
    private final Set<ForecastKey> outdated;
    private final Duration catchUp;
    private final LostBaseTimes lost;
    /** What nobody is to make of these frames. */
    private final Map<ForecastKey, InputFrames> left = new HashMap<>();

    /**
     * @param outdated forecasts whose frames may have changed, or whose files are damaged; those that are as they should be are
     *     taken out
     * @param catchUp how far before the newest base time forecasts are made up for
     */
    DueForecasts(
            FrameStore store,
            Supplier<List<ServedNowcaster>> nowcasters,
            ForecastArchive archive,
            KeptForecasts kept,
            Set<ForecastKey> outdated,
            Duration catchUp) {
        this.store = store;
        this.nowcasters = nowcasters;
        this.archive = archive;
        this.kept = kept;
        this.outdated = outdated;
        this.catchUp = catchUp;
        this.lost = new LostBaseTimes(store, archive, catchUp);
    }

    /** A forecast that is to be made. */
    record Due(ServedNowcaster nowcaster, InputFrames inputs) {

        ForecastKey key() {
            return new ForecastKey(inputs.baseTime(), nowcaster.id());
        }
    }

    /**
     * What is to be made next: of the newest base what is shown, then by the others, then of those that were passed over, then
     * again what is outdated.
     */
    Optional<Due> next() throws IOException {
        Optional<Instant> newest = InputFrames.newest(store).map(InputFrames::baseTime);
        if (newest.isPresent()) {
            lost.tell(newest.get(), nowcasters.get());
            for (ServedNowcaster nowcaster : nowcasters.get()) {
                Optional<Due> missing = missing(nowcaster, newest.get()).filter(this::isWanted);
                if (missing.isPresent()) {
                    return missing;
                }
            }
            Optional<Due> passedOver = passedOver(newest.get());
            if (passedOver.isPresent()) {
                return passedOver;
            }
        }
        for (ForecastKey key : new TreeSet<>(outdated).descendingSet()) {
            Optional<Due> due = due(key);
            if (due.isPresent() && !isMade(key, due.get().inputs())) {
                if (isWanted(due.get())) {
                    return due;
                }
                continue;
            }
            if (due.isEmpty()) {
                kept.forget(key);
            }
            outdated.remove(key);
        }
        return Optional.empty();
    }

    /** Leaves out what is missing of a base time, until its frames change. */
    void leave(Instant baseTime) throws IOException {
        for (ServedNowcaster nowcaster : nowcasters.get()) {
            missing(nowcaster, baseTime).ifPresent(due -> left.put(due.key(), due.inputs()));
        }
    }

    /** Takes up again what was left. */
    void takeUp(Instant baseTime) {
        left.keySet().removeIf(key -> key.baseTime().equals(baseTime));
    }

    private boolean isWanted(Due due) {
        return !due.inputs().equals(left.get(due.key()));
    }

    /**
     * The newest forecast that was not made although its frames came, since no server ran or frames came faster than forecasts
     * were made. None is from before a nowcaster's first one: what a store held before it was served is not forecast.
     */
    private Optional<Due> passedOver(Instant newest) throws IOException {
        NavigableSet<Instant> times =
                store.frames().navigableKeySet().subSet(newest.minus(catchUp), true, newest, false);
        for (ServedNowcaster nowcaster : nowcasters.get()) {
            Optional<Instant> first = archive.first(nowcaster.id());
            for (Instant base : times.descendingSet()) {
                boolean possible = first.isPresent() && base.isAfter(first.get());
                if (possible
                        && archive.find(new ForecastKey(base, nowcaster.id())).isEmpty()) {
                    Optional<Due> missing = missing(nowcaster, base).filter(this::isWanted);
                    if (missing.isPresent()) {
                        return missing;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Nothing if the forecast is made, or the store does not have its frames. That of the newest frames is by the model of now. */
    Optional<Due> missing(ServedNowcaster nowcaster, Instant baseTime) throws IOException {
        Optional<InputFrames> inputs = store.isThere() ? InputFrames.at(store, baseTime) : Optional.empty();
        if (inputs.isEmpty()) {
            return Optional.empty();
        }
        Due due = new Due(nowcaster, inputs.get());
        boolean newest = InputFrames.newest(store).equals(inputs);
        boolean made = isMade(due.key(), due.inputs()) && (!newest || isBy(nowcaster, due.key()));
        return made ? Optional.empty() : Optional.of(due);
    }

    /** Nothing if the store does not have the frames, or the nowcaster is not run any more. */
    private Optional<Due> due(ForecastKey key) {
        Optional<InputFrames> inputs = InputFrames.at(store, key.baseTime());
        return nowcasters.get().stream()
                .filter(nowcaster -> nowcaster.id().equals(key.nowcaster()) && inputs.isPresent())
                .findFirst()
                .map(nowcaster -> new Due(nowcaster, inputs.get()));
    }

    private boolean isMade(ForecastKey key, InputFrames inputs) throws IOException {
        return kept.find(key)
                .filter(forecast -> forecast.inputs().equals(inputs))
                .isPresent();
    }

    private boolean isBy(ServedNowcaster nowcaster, ForecastKey key) throws IOException {
        return kept.find(key)
                .filter(forecast -> forecast.header().modelVersion().equals(nowcaster.modelVersion()))
                .isPresent();
    }
}
