package amagumo.server.cli;

import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.jobs.JobControl;
import amagumo.server.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import picocli.CommandLine.Option;

/** The options that say which server a command is about, and what opens its database beside it. */
final class ServerState {

    /** What a command does with a server's database. */
    @FunctionalInterface
    interface Work {
        int on(Opened opened) throws IOException, CommandFailedException, InterruptedException;
    }

    /**
     * A server's database and what belongs to it.
     *
     * @param settings as the server has them
     * @param logs directory of the logs of jobs
     */
    record Opened(Database database, Settings settings, Path logs) {

        JobControl jobs() {
            return new JobControl(database, logs);
        }

        ModelRegistry models() throws IOException {
            return ModelRegistry.of(database, settings.serve().state(), Clock.systemUTC());
        }
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings file that the server was started with.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--dir", paramLabel = "DIR", description = "Where the server keeps its state (default: var).")
    private Optional<Path> directory = Optional.empty();

    /** Who gives the command, as the attempts of jobs tell it. */
    static String user() {
        return System.getProperty("user.name");
    }

    /** Who moves aliases of models by a command. */
    static String who() {
        return "%s, by a command".formatted(user());
    }

    /** Opens the database for as long as the work takes. */
    int with(Work work) throws IOException, CommandFailedException, InterruptedException {
        Settings settings = Settings.load(config, System.getenv());
        ServeSettings serve =
                settings.serve().withState(directory.orElse(settings.serve().state()));
        if (settings.database().url().isEmpty() && !Files.exists(serve.state().resolve(Database.FILE))) {
            throw new CommandFailedException("%s: no server keeps its state here; --dir or --config says where one does"
                    .formatted(serve.state()));
        }
        try (Database database = Database.open(settings.database(), serve.state())) {
            return work.on(new Opened(database, settings.withServe(serve), serve.logs()));
        } catch (JdbiException e) {
            throw new CommandFailedException("the database failed: " + e.getMessage());
        }
    }
}
