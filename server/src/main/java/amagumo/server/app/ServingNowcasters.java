package amagumo.server.app;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.server.config.ServeSettings;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.registry.Champion;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The nowcasters that a server runs, each once: the one that is shown first, and optical flow always, since what a model is
 * worth is its difference from that. The model is the champion of the registry, whichever version that is at the time.
 */
final class ServingNowcasters implements AutoCloseable {

    /** How soon a server serves a model that somebody promoted, or went back to. */
    private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(5);

    private static final String NAMED_BY = "the settings";

    private final List<ServedNowcaster> withoutModel;
    private final Optional<Champion> champion;
    private final int place;

    /**
     * @param withoutModel those that learn nothing, in order
     * @param champion the model, if there is one
     * @param place of the model among the others
     */
    private ServingNowcasters(List<ServedNowcaster> withoutModel, Optional<Champion> champion, int place) {
        this.withoutModel = withoutModel;
        this.champion = champion;
        this.place = place;
    }

    /** Those that learn nothing. */
    static ServingNowcasters of(List<ServedNowcaster> withoutModel) {
        return new ServingNowcasters(List.copyOf(withoutModel), Optional.empty(), 0);
    }

    /**
     * Those of the settings. A model that they name for the first time, or again after another, becomes the champion.
     *
     * @param store whose frames are forecast
     * @throws IOException if there is a model that cannot be used, or not on these frames
     */
    static ServingNowcasters open(ServeSettings settings, FrameStore store, ModelRegistry registry) throws IOException {
        Set<NowcasterName> names = new LinkedHashSet<>();
        names.add(settings.nowcaster().kind());
        names.addAll(settings.forecasts().nowcasters());
        names.add(NowcasterName.ROVER);
        int place = new ArrayList<>(names).indexOf(NowcasterName.CONVLSTM);
        List<ServedNowcaster> withoutModel = names.stream()
                .flatMap(name -> name.withoutModel().stream())
                .map(ServedNowcaster::withoutModel)
                .toList();
        if (place < 0) {
            return of(withoutModel);
        }
        Path model = settings.nowcaster().model().orElseThrow();
        Champion champion =
                registry.isNewlyNamed(model) ? newlyNamed(model, store, registry) : known(model, store, registry);
        champion.follow(FOLLOWS_WITHIN);
        return new ServingNowcasters(withoutModel, Optional.of(champion), place);
    }

    private static Champion known(Path model, FrameStore store, ModelRegistry registry) throws IOException {
        registry.adopt(model, NAMED_BY);
        return Champion.open(registry, nowcaster -> mismatch(nowcaster, store));
    }

    private static Champion newlyNamed(Path model, FrameStore store, ModelRegistry registry) throws IOException {
        ServedNowcaster read = ServedNowcaster.ofModel(model);
        read.requireFit(store); // before it is to serve
        ModelVersion version = registry.adopt(model, NAMED_BY);
        if (!version.sha256().equals(read.modelVersion())) { // the file was replaced meanwhile
            return Champion.open(registry, nowcaster -> mismatch(nowcaster, store));
        }
        Champion.Served served = new Champion.Served(version, read.nowcaster());
        return Champion.of(registry, nowcaster -> mismatch(nowcaster, store), served);
    }

    private static Optional<String> mismatch(Nowcaster nowcaster, FrameStore store) {
        return store.isThere() ? nowcaster.mismatch(store.grid(), store.stepMinutes()) : Optional.empty();
    }

    /** Why the model that is to serve does not, if so. */
    Optional<String> failure() {
        return champion.flatMap(Champion::failure);
    }

    /** What runs now. */
    List<ServedNowcaster> now() {
        List<ServedNowcaster> all = new ArrayList<>(withoutModel);
        champion.map(Champion::served)
                .ifPresent(served -> all.add(
                        place,
                        new ServedNowcaster(
                                NowcasterName.CONVLSTM.toString(),
                                served.version().sha256(),
                                served.nowcaster())));
        return all;
    }

    @Override
    public void close() {
        champion.ifPresent(Champion::close);
    }
}
