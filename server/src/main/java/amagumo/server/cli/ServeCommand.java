package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
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

    @Option(names = "--store", paramLabel = "DIR", description = "The store whose newest frames are forecast.")
    private Optional<Path> store;

    @Option(names = "--model", paramLabel = "MODEL.zip", description = "The model file to forecast with.")
    private Optional<Path> model;

    @Option(names = "--nowcaster", paramLabel = "NAME", description = "convlstm (default), rover or persistence.")
    private Optional<String> nowcaster;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1).")
    private Optional<String> host;

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on (default: 8080), 0: any.")
    private Optional<Integer> port;

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings; options win over it.")
    private Optional<Path> config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ServeSettings settings = settings();
        FrameStore frames = FrameStore.open(settings.store().orElseThrow(() -> usage("--store DIR is missing")));
        Observations observations = new Observations(frames);
        Forecasts forecasts = new Forecasts(frames, nowcaster(settings), observations, settings.keepForecasts());
        forecasts.refresh();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ApiServer server = ApiServer.start(settings.host(), settings.port(), forecasts, observations);
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
        return 0;
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

    private ServeSettings settings() throws IOException {
        ServeSettings file = (config.isPresent() ? Settings.read(config.get()) : Settings.defaults()).serve();
        try {
            return new ServeSettings(
                    store.or(file::store),
                    model.or(file::model),
                    nowcaster.orElse(file.nowcaster()),
                    host.orElse(file.host()),
                    port.orElse(file.port()),
                    file.refresh(),
                    file.keepForecasts());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Nowcaster nowcaster(ServeSettings settings) {
        return switch (settings.nowcaster()) {
            case "persistence" -> new Persistence();
            case "rover" -> new Rover();
            default -> throw usage("there is no nowcaster '%s'".formatted(settings.nowcaster()));
        };
    }

    private ParameterException usage(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
