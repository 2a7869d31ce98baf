package amagumo.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code amagumo job resume}: runs of a paused job begin again. */
@Command(
        name = "resume",
        description = "Lets runs of a paused job begin again; those that were skipped are not made up for.",
        mixinStandardHelpOptions = true)
final class JobResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", description = "Which job.")
    private String job;

    @Mixin
    private ServerState state;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            opened.jobs().resume(job);
            return 0;
        });
    }
}
