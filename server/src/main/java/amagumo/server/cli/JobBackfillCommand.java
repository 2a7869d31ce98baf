package amagumo.server.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job backfill}: the runs of a range of nominal times that have not succeeded. */
@Command(
        name = "backfill",
        description = "Has the server run a job for each nominal time of a range that has not succeeded, one at a time,"
                + " oldest first. Given again, it goes on with what is left.",
        mixinStandardHelpOptions = true)
final class JobBackfillCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", description = "Which job.")
    private String job;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = InstantConverter.class,
            description = "The first time, such as 2024-03-01T00:00:00Z.")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            required = true,
            converter = InstantConverter.class,
            description = "The last time.")
    private Instant until;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (until.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--until is before --from");
        }
        return state.with(opened -> {
            opened.jobs().backfill(job, from, until, "backfill by " + ServerState.user());
            return 0;
        });
    }
}
