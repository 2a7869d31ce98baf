package amagumo.server.cli;

import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobQueue;
import amagumo.server.jobs.JobStore.ListedJob;
import amagumo.server.jobs.Outcome;
import amagumo.server.jobs.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of this run; may be given again.")
    private Map<String, String> parameters = Map.of();

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(this::run);
    }

    private int run(ServerState.Opened opened) throws CommandFailedException, InterruptedException {
        ListedJob listed = opened.job(job);
        if (listed.trigger() == JobPolicy.Trigger.CONTINUOUSLY) {
            throw new CommandFailedException("the job %s runs all the time".formatted(job));
        }
        if (listed.paused().isPresent()) {
            throw new CommandFailedException(
                    "the job %s is paused by %s".formatted(job, listed.paused().get()));
        }
        Instant now = Instant.ofEpochMilli(opened.database().clock().millis());
        Run run =
                new Run(job, at.map(time -> time.truncatedTo(ChronoUnit.MILLIS)).orElseGet(() -> listed.times()
                        .map(times -> times.latest(now))
                        .orElse(now)));
        JobQueue queue = JobQueue.of(opened.database());
        String request = queue.request(run, "command by " + ServerState.user(), true, parameters)
                .orElseThrow(() -> new CommandFailedException(
                        "the run of %s for %s waits or runs already".formatted(job, run.nominalTime())));
        return ended(await(opened, queue, run, request));
    }

    private Attempt await(ServerState.Opened opened, JobQueue queue, Run run, String request)
            throws CommandFailedException, InterruptedException {
        long begun = System.nanoTime();
        Optional<Attempt> newest = Optional.empty();
        while (queue.has(run)) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            newest = opened.attempts().ofRequest(job, request);
            if (newest.isEmpty() && System.nanoTime() - begun > UNTIL_TAKEN.toNanos() && queue.withdraw(run)) {
                throw new CommandFailedException(
                        "no server took it within %d s, so it was taken back".formatted(UNTIL_TAKEN.toSeconds()));
            }
        }
        return opened.attempts()
                .ofRequest(job, request)
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
