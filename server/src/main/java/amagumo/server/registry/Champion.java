package amagumo.server.registry;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that serves: it follows the alias while the server runs, whoever moves it. A version that cannot be used, because
 * its file is not whole or it does not fit the frames, never serves: the one before goes on, and the log says why.
 */
public final class Champion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Champion.class);

    /**
     * A version and what forecasts with it.
     *
     * @param version which it is
     * @param nowcaster its network
     */
    public record Served(ModelVersion version, Nowcaster nowcaster) {}

    /** Makes what forecasts of a version, if that can be used. */
    @FunctionalInterface
    interface Loading {
        Nowcaster load(ModelVersion version) throws IOException;
    }

    private final Supplier<Optional<ModelVersion>> alias;
    private final Loading loading;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "champion");
        made.setDaemon(true);
        return made;
    });
    private volatile Served served;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * @param alias what the alias stands for
     * @param served what serves at first
     */
    Champion(Supplier<Optional<ModelVersion>> alias, Loading loading, Served served) {
        this.alias = alias;
        this.loading = loading;
        this.served = served;
    }

    /**
     * The champion of now, which must be usable.
     *
     * @param mismatch why a nowcaster does not fit the frames that it is to forecast, if it does not
     * @throws IOException if there is no champion, or it cannot be used
     */
    public static Champion open(ModelRegistry registry, Function<Nowcaster, Optional<String>> mismatch)
            throws IOException {
        ModelVersion version = registry.find(Alias.CHAMPION)
                .orElseThrow(() -> new RefusedMoveException("there is no champion that could serve"));
        return of(registry, mismatch, new Served(version, load(registry, version, mismatch)));
    }

    /**
     * A champion that is read already and fits.
     *
     * @param mismatch as in {@link #open}, of those that come after it
     */
    public static Champion of(ModelRegistry registry, Function<Nowcaster, Optional<String>> mismatch, Served served) {
        return new Champion(() -> registry.find(Alias.CHAMPION), version -> load(registry, version, mismatch), served);
    }

    private static Nowcaster load(
            ModelRegistry registry, ModelVersion version, Function<Nowcaster, Optional<String>> mismatch)
            throws IOException {
        Nowcaster nowcaster = ConvLstmNowcaster.of(ModelFile.read(registry.file(version)));
        Optional<String> reason = mismatch.apply(nowcaster);
        if (reason.isPresent()) {
            throw new IOException("model version %d: %s".formatted(version.number(), reason.get()));
        }
        return nowcaster;
    }

    /** What serves now. */
    public Served served() {
        return served;
    }

    /** Why the version that the alias stands for does not serve, if so. */
    public Optional<String> failure() {
        return failure;
    }

    /** Begins to look at the alias again and again. */
    public void follow(Duration interval) {
        thread.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    void look() {
        try {
            Optional<ModelVersion> version = alias.get();
            if (version.isPresent()
                    && version.get().number() != served.version().number()) {
                served = new Served(version.get(), loading.load(version.get()));
                LOG.info("model version {} serves", version.get().number());
            }
            failure = Optional.empty();
        } catch (IOException | RuntimeException e) { // the next look deserves another try
            Optional<String> before = failure;
            failure = Optional.of("model version %d goes on to serve: %s"
                    .formatted(served.version().number(), e.getMessage()));
            if (!failure.equals(before)) {
                LOG.error(failure.get());
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
