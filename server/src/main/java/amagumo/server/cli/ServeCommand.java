package amagumo.server.cli;

import amagumo.ingest.file.Shutdown;
import amagumo.server.app.Application;
import amagumo.server.config.Area;
import amagumo.server.config.NowcasterChoice;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import amagumo.server.operation.Logging;
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

/** {@code amagumo serve}: serves forecasts of a store's newest frames, to programs and to people. */
@Command(
        name = "serve",
        description = "Forecasts from a store's newest frames whenever new ones arrive, and serves a map at / and an"
                + " API at /api/v1 until it is stopped.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Option(names = "--store", paramLabel = "DIR", description = "The store to forecast from.")
    private Optional<Path> store = Optional.empty();

    @Option(
            names = "--live",
            paramLabel = "DOMAIN|S,W,N,E",
            description = "Instead of a store: fetch radar data from JMA's public map tiles (出典：気象庁) and forecast,"
                    + " with the model that came with the program unless another is chosen.")
    private Optional<String> live = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the server keeps its state: database, logs, forecasts, live radar (default: var).")
    private Optional<Path> directory = Optional.empty();

    @Mixin
    private NowcasterOptions nowcaster;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1).")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on (default: 8080); 0: any.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "A settings file; options override it.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--check-config",
            description =
                    "Check the settings and the files of secrets that they name, print what files and variables set, and end.")
    private boolean checkConfig;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (port.isPresent() && (port.get() < 0 || port.get() > MAX_PORT)) {
            throw usage("--port must be a number from 0 to " + MAX_PORT);
        }
        Settings all = Settings.load(config, System.getenv());
        ServeSettings given = all.serve()
                .with(store, nowcaster.choice(), host, port)
                .withState(directory.orElse(all.serve().state()));
        ServeSettings chosen = given.withLive(given.live().with(live.map(this::area)));
        ServeSettings settings = chosen.live().area().isEmpty()
                ? chosen
                : chosen.withNowcaster(
                        chosen.nowcaster().or(new NowcasterChoice(Optional.empty(), Installation.model())));
        Optional<String> contradiction = all.withServe(settings).contradiction();
        if (contradiction.isPresent()) {
            if (checkConfig) { // what is wrong with the settings is the answer, not a wrong use of the command
                throw new CommandFailedException(contradiction.get());
            }
            throw usage(contradiction.get());
        }
        if (checkConfig) {
            check(all);
        } else {
            Logging.apply(all.log());
            serve(Application.start(all.withServe(settings)));
        }
        return 0;
    }

    private void check(Settings settings) throws IOException {
        settings.requireSecrets();
        settings.listing().forEach(this::say);
        say("ok");
    }

    private Area area(String text) {
        try {
            return Area.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--live: " + e.getMessage());
        }
    }

    private void serve(Application started) throws IOException, InterruptedException {
        try (started) {
            Shutdown.finishFirst(started::close);
            say("%s is open (Ctrl-C stops)".formatted(started.address()));
            say(started.firstForecast()
                    .map(made -> "It shows the forecast of %s by %s.".formatted(made.baseTime(), made.madeBy()))
                    .orElseGet(started::awaited));
            started.awaitClose();
        }
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
