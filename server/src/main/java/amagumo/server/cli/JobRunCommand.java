package amagumo.server.cli;

import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobControl.Requested;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.RefusedParametersException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job run}: has the server run a job, and waits for its end. */
@Command(
        name = "run",
        description =
                "Has the server run a job now and waits for the end, retries included. Exit status 0 if it succeeded"
                        + " or there was nothing to do, else 1.",
        mixinStandardHelpOptions = true)
final class JobRunCommand implements Callable<Integer> {

    /** A server that runs takes a run within a second. */
    private static final Duration UNTIL_TAKEN = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(200);

    @Parameters(paramLabel = "JOB", description = "Which job.")
    private String job;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "The nominal time that it is run for. Default: the last one that passed, or now.")
    private Optional<Instant> at = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter of this run, such as minutes=10 of train; may be given again. job list says what each"
                            + " job takes.")
    private Map<String, String> parameters = Map.of();

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(this::run);
    }

    private int run(ServerState.Opened opened) throws IOException, CommandFailedException, InterruptedException {
        JobControl jobs = opened.jobs();
        Requested requested;
        try {
            requested = jobs.run(job, at, "command by " + ServerState.user(), parameters);
        } catch (RefusedParametersException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return ended(await(jobs, requested));
    }

    private static Attempt await(JobControl jobs, Requested requested)
            throws CommandFailedException, InterruptedException {
        long begun = System.nanoTime();
        Optional<Attempt> newest = Optional.empty();
        while (jobs.isUnderWay(requested)) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            newest = jobs.attemptOf(requested);
            if (newest.isEmpty() && System.nanoTime() - begun > UNTIL_TAKEN.toNanos() && jobs.withdraw(requested)) {
                throw new CommandFailedException(
                        "no server took it within %d s, so it was taken back".formatted(UNTIL_TAKEN.toSeconds()));
            }
        }
        return jobs.attemptOf(requested)
                .orElseThrow(() -> new CommandFailedException("the run was taken out of the queue"));
    }

    private int ended(Attempt attempt) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "attempt %d %s: %s".formatted(attempt.id(), attempt.outcome().text(), attempt.reason()));
        out.flush();
        return attempt.outcome() == Outcome.SUCCEEDED || attempt.outcome() == Outcome.SKIPPED ? 0 : 1;
    }
}
