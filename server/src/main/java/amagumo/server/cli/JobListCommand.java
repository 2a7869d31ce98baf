package amagumo.server.cli;

import amagumo.server.cli.console.JsonText;
import amagumo.server.jobs.AttemptEntry;
import amagumo.server.jobs.JobListing;
import amagumo.server.jobs.JobListing.AttemptPage;
import amagumo.server.jobs.JobListing.BackfillEntry;
import amagumo.server.jobs.JobListing.JobEntry;
import amagumo.server.jobs.RunParameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                OptionalLong from = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
                show(AttemptPage.of(opened.jobs().attempts(job.get(), from, limit + 1), limit));
            } else {
                show(opened.jobs().jobs());
            }
            return 0;
        });
    }

    private void show(JobListing listing) {
        if (json) {
            say(JsonText.of(listing));
            return;
        }
        for (JobEntry listed : listing.jobs()) {
            say("%-10s  %-12s  %s%s"
                    .formatted(
                            listed.name(),
                            listed.trigger(),
                            listed.newestAttempt() == null ? "not run yet" : text(listed.newestAttempt()),
                            listed.paused() == null ? "" : "  PAUSED by " + listed.paused()));
            for (RunParameter taken : listed.runParameters()) {
                say("            --set        " + taken.sentence());
            }
            for (BackfillEntry range : listed.backfills()) {
                say("            backfill     %s to %s: %d of %d"
                        .formatted(range.from(), range.until(), range.done(), range.total()));
            }
        }
    }

    private void show(AttemptPage page) {
        if (json) {
            say(JsonText.of(page));
        } else {
            page.attempts().forEach(attempt -> say(text(attempt)));
        }
    }

    private static String text(AttemptEntry attempt) {
        Instant end = attempt.end() == null ? Instant.now() : Instant.parse(attempt.end());
        Duration took = Duration.between(Instant.parse(attempt.start()), end);
        return "%6d  %s  %-10s  %7.1f s  %s%s%s%s"
                .formatted(
                        attempt.id(),
                        attempt.nominalTime(),
                        attempt.outcome(),
                        took.toMillis() / 1000.0,
                        attempt.startedBy(),
                        parameters(attempt),
                        attempt.overrun() ? "  OVERRUN" : "",
                        attempt.end() == null ? "" : "  " + attempt.reason());
    }

    private static String parameters(AttemptEntry attempt) {
        return attempt.parameters().entrySet().stream()
                .map(given -> "  " + given)
                .sorted()
                .collect(Collectors.joining());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
