package amagumo.server.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
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
                + " oldest first. Given again, it goes on with what is left. With --cancel it ends those of the job.",
        mixinStandardHelpOptions = true)
final class JobBackfillCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", description = "Which job.")
    private String job;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "The first time, such as 2024-03-01T00:00:00Z.")
    private Optional<Instant> from = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", converter = InstantConverter.class, description = "The last time.")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--cancel", description = "End the backfills of the job; a run that began goes on to its end.")
    private boolean cancel;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (cancel) {
            if (from.isPresent() || until.isPresent()) {
                throw usage("--cancel ends all backfills of the job: --from and --until do not go with it");
            }
            return state.with(opened -> {
                opened.jobs().cancelBackfills(job);
                return 0;
            });
        }
        Instant first = from.orElseThrow(() -> usage("--from is missing"));
        Instant last = until.orElseThrow(() -> usage("--until is missing"));
        if (last.isBefore(first)) {
            throw usage("--until is before --from");
        }
        return state.with(opened -> {
            opened.jobs().backfill(job, first, last, "backfill by " + ServerState.user());
            return 0;
        });
    }

    private ParameterException usage(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
