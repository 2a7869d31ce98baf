package amagumo.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code amagumo job pause}: no run of a job begins until it is resumed. */
@Command(
        name = "pause",
        description = "Keeps runs of a job from beginning until it is resumed; what runs all the time ends.",
        mixinStandardHelpOptions = true)
final class JobPauseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", description = "Which job.")
    private String job;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, as skipped runs will say.")
    private String reason = "";

    @Mixin
    private ServerState state;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            opened.jobs().pause(job, ServerState.user(), reason);
            return 0;
        });
    }
}
