package amagumo.server.cli;

import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which server's models a command is about. */
final class ModelOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "The server's settings file.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--dir", paramLabel = "DIR", description = "Where the server keeps its state (default: var).")
    private Optional<Path> directory = Optional.empty();

    /** What is done with a registry. */
    @FunctionalInterface
    interface Work {
        int with(ModelRegistry registry) throws IOException, CommandFailedException;
    }

    /** Opens the server's database for as long as some work takes. */
    int run(Work work) throws IOException, CommandFailedException {
        Settings settings = config.isPresent() ? Settings.read(config.get()) : Settings.defaults();
        Path state = directory.orElse(settings.serve().state());
        try (Database database = Database.open(settings.database(), state)) {
            return work.with(ModelRegistry.of(database, state, Clock.systemUTC()));
        }
    }

    /** Who moves aliases by a command. */
    static String who() {
        return "%s, by a command".formatted(System.getProperty("user.name"));
    }
}
