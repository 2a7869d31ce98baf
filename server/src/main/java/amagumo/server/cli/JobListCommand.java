package amagumo.server.cli;

import amagumo.server.cli.console.JsonText;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobStore.ListedJob;
import amagumo.server.jobs.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job list}: the jobs, or the attempts of one. */
@Command(
        name = "list",
        description = "Lists the jobs and how each stands, or the attempts of one, newest first.",
        mixinStandardHelpOptions = true)
final class JobListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Whose attempts are listed.")
    private Optional<String> job = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "How many attempts are listed at most (default: 20).")
    private int limit = 20;

    @Option(names = "--before", paramLabel = "NUMBER", description = "List the attempts before this one.")
    private Optional<Long> before = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            int most = opened.settings().jobs().pageLimit();
            if (limit < 1 || limit > most) {
                throw new ParameterException(
                        spec.commandLine(), "--limit must be a number from 1 to %d (jobs.page-limit)".formatted(most));
            }
            if (job.isPresent()) {
                opened.job(job.get());
                OptionalLong from = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
                show(opened.attempts().page(job.get(), from, limit));
            } else {
                show(opened.jobs().list(), opened.attempts());
            }
            return 0;
        });
    }

    private void show(List<ListedJob> jobs, AttemptStore attempts) {
        List<JobLine> lines = new ArrayList<>();
        for (ListedJob listed : jobs) {
            List<Attempt> newest = attempts.page(listed.name(), OptionalLong.empty(), 1);
            lines.add(new JobLine(
                    listed.name(),
                    trigger(listed),
                    listed.paused().orElse(null),
                    newest.isEmpty() ? null : AttemptLine.of(newest.get(0))));
            if (!json) {
                say("%-10s  %-12s  %s%s"
                        .formatted(
                                listed.name(),
                                trigger(listed),
                                newest.isEmpty() ? "not run yet" : text(newest.get(0)),
                                listed.paused()
                                        .map(reason -> "  PAUSED by " + reason)
                                        .orElse("")));
            }
        }
        if (json) {
            say(JsonText.of(new Jobs(lines)));
        }
    }

    private void show(List<Attempt> attempts) {
        if (json) {
            say(JsonText.of(new Attempts(attempts.stream().map(AttemptLine::of).toList())));
        } else {
            attempts.forEach(attempt -> say(text(attempt)));
        }
    }

    private static String trigger(ListedJob job) {
        return job.trigger().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(Attempt attempt) {
        Duration took = attempt.duration(Instant.now());
        return "%6d  %s  %-10s  %7.1f s  %s%s%s"
                .formatted(
                        attempt.id(),
                        attempt.nominalTime(),
                        attempt.outcome().text(),
                        took.toMillis() / 1000.0,
                        attempt.startedBy(),
                        attempt.overrun() ? "  OVERRUN" : "",
                        attempt.outcome() == Outcome.RUNNING ? "" : "  " + attempt.reason());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** What is printed as JSON of all jobs. */
    private record Jobs(List<JobLine> jobs) {}

    /** A job; what it does not have is null. */
    private record JobLine(String name, String trigger, String paused, AttemptLine newestAttempt) {}

    /** What is printed as JSON of one job. */
    private record Attempts(List<AttemptLine> attempts) {}
}
