package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.api.ApiServer;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Observations;
import amagumo.server.forecast.Refresher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo serve}: forecasts of a store's newest frames, for programs and for people. */
@Command(
        name = "serve",
        description = "Forecasts a store's newest frames, again whenever new ones arrive, and serves a map at / and an"
                + " API at /api/v1 until it is stopped.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Option(names = "--store", paramLabel = "DIR", description = "The store whose newest frames are forecast.")
    private Optional<Path> store = Optional.empty();

    @Mixin
    private NowcasterOptions nowcaster;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1).")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on (default: 8080); 0: any.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings; options win over it.")
    private Optional<Path> config = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (port.isPresent() && (port.get() < 0 || port.get() > MAX_PORT)) {
            throw usage("--port must be a number from 0 to " + MAX_PORT);
        }
        ServeSettings settings = (config.isPresent() ? Settings.read(config.get()) : Settings.defaults()).serve();
        FrameStore frames = FrameStore.open(store.or(settings::store).orElseThrow(() -> usage("--store is missing")));
        Observations observations = new Observations(frames);
        Forecasts forecasts =
                new Forecasts(frames, nowcaster(settings, frames), observations, settings.keepForecasts());
        forecasts.refresh();
        serve(settings, forecasts, observations);
        return 0;
    }

    private Nowcaster nowcaster(ServeSettings settings, FrameStore frames) throws IOException, CommandFailedException {
        Nowcaster created = nowcaster.createOr(settings.nowcaster(), settings.model());
        Optional<String> mismatch = created.mismatch(frames.grid(), frames.stepMinutes());
        if (mismatch.isPresent()) {
            throw new CommandFailedException(mismatch.get());
        }
        return created;
    }

    private void serve(ServeSettings settings, Forecasts forecasts, Observations observations)
            throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ApiServer server = ApiServer.start(
                        host.orElse(settings.host()),
                        port.orElse(settings.port()),
                        forecasts,
                        observations,
                        settings.credit());
                Refresher refresher = new Refresher(forecasts)) {
            refresher.start(settings.refresh());
            // A signal ends the Java machine as soon as its hooks are done: this one waits until all is closed here.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stop.countDown();
                await(stopped);
            }));
            announce(server, forecasts);
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(ApiServer server, Forecasts forecasts) {
        PrintWriter out = spec.commandLine().getOut();
        String forecast = forecasts
                .latest()
                .map(made -> "the forecast of %s by %s".formatted(made.baseTime(), made.madeBy()))
                .orElse("no forecast yet: the store has no 5 frames in a row");
        out.printf("%s shows %s (Ctrl-C stops)%n", server.address(), forecast);
        out.flush();
    }

    private ParameterException usage(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
