package amagumo.server.cli;

import amagumo.server.app.Application;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Option(names = "--config", paramLabel = "FILE", description = "A settings file; options override it.")
    private Optional<Path> config = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port.isPresent() && (port.get() < 0 || port.get() > MAX_PORT)) {
            throw usage("--port must be a number from 0 to " + MAX_PORT);
        }
        ServeSettings settings = (config.isPresent() ? Settings.read(config.get()) : Settings.defaults())
                .serve()
                .with(store, nowcaster.choice(), host, port);
        Path directory = settings.store().orElseThrow(() -> usage("--store is missing"));
        settings.nowcaster().contradiction().ifPresent(reason -> {
            throw usage(reason);
        });
        try (Application application = Application.start(directory, settings)) {
            // A signal ends the Java machine as soon as its hooks are done.
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
            say("%s is open (Ctrl-C stops)".formatted(application.address()));
            say(application
                    .firstForecast()
                    .map(made -> "It shows the forecast of %s by %s.".formatted(made.baseTime(), made.madeBy()))
                    .orElse("There is no forecast yet: the store does not have 5 frames in a row."));
            application.awaitClose();
        }
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private ParameterException usage(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
