package amagumo.server.cli;

import amagumo.server.app.Application;
import amagumo.server.cli.demo.ServedForecast;
import amagumo.server.config.NowcasterChoice;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amagumo demo}: every step on the sample files, each by the command that a user would type. */
@Command(
        name = "demo",
        description =
                "Goes through every step on the sample files: ingests them, takes the shipped model or trains one for"
                        + " two minutes, forecasts, and serves the map.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final String TRAINING_MINUTES = "2";

    @Option(names = "--once", description = "Ask the server for its forecast once, print a summary, and end.")
    private boolean once;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "The port to listen on; 0: any free port (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--samples",
            paramLabel = "DIR",
            description = "Where the radar files are, and the model if any. Default: those that came with the program.")
    private Optional<Path> samples = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the store, model and forecast go. Default: target/demo in the checkout, or"
                    + " ~/.cache/amagumo/demo if there is no checkout.")
    private Optional<Path> directory = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        Path from = samples.orElseGet(Installation::samples);
        Path to = directory.orElseGet(() -> Path.of(System.getProperty("amagumo.demo", "target/demo")));
        Files.createDirectories(to);
        String store = to.resolve("store").toString();
        step("ingest", from.toString(), "--store", store);
        Path shipped = from.resolve("model.zip");
        Path model = Files.exists(shipped) ? shipped : to.resolve("model.zip");
        if (!Files.exists(model)) {
            step("train", "--store", store, "--out", model.toString(), "--minutes", TRAINING_MINUTES);
        }
        Path forecast = to.resolve("forecast.nc");
        step("forecast", "--store", store, "--model", model.toString(), "-o", forecast.toString());
        String[] serve = {
            "serve",
            "--store",
            store,
            "--model",
            model.toString(),
            "--dir",
            to.toString(),
            "--port",
            String.valueOf(port)
        };
        if (!once) {
            step(serve);
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Application application = serve(Path.of(store), model, to)) {
            application.firstForecast();
            out.print(ServedForecast.ask(application.address()).summary());
        }
        out.println("The map stays up with ./amagumo demo");
        out.flush();
        return 0;
    }

    /** Serves on a free port of this machine. */
    private static Application serve(Path store, Path model, Path state) throws IOException {
        NowcasterChoice nowcaster = new NowcasterChoice(Optional.empty(), Optional.of(model));
        Settings settings = Settings.defaults();
        ServeSettings serve = settings.serve()
                .with(Optional.of(store), nowcaster, Optional.empty(), Optional.of(0))
                .withState(state);
        return Application.start(settings.withServe(serve));
    }

    /** Runs a command as if it had been typed. */
    private void step(String... arguments) throws CommandFailedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("$ ./amagumo "
                + Stream.of(arguments)
                        .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
                        .collect(Collectors.joining(" ")));
        out.flush();
        int status = Amagumo.commandLine()
                .setOut(out)
                .setErr(spec.commandLine().getErr())
                .execute(arguments);
        if (status != 0) {
            throw new CommandFailedException("the demo ended at '" + arguments[0] + "'");
        }
    }
}
