package amagumo.server.cli;

import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job log}: the log of an attempt. */
@Command(name = "log", description = "Prints the log of an attempt.", mixinStandardHelpOptions = true)
final class JobLogCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER", description = "The number of the attempt.")
    private long attempt;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            Optional<Attempt> found = opened.attempts().find(attempt);
            if (found.isEmpty()) {
                throw new CommandFailedException("there is no attempt %d".formatted(attempt));
            }
            Path file = AttemptLogs.file(opened.logs(), found.get().job(), attempt);
            if (!Files.exists(file)) {
                throw new CommandFailedException("attempt %d was %s and has no log: %s"
                        .formatted(
                                attempt,
                                found.get().outcome().text(),
                                found.get().reason()));
            }
            PrintWriter out = spec.commandLine().getOut();
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.forEach(out::println);
            }
            out.flush();
            return 0;
        });
    }
}
