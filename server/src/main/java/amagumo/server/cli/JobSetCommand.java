package amagumo.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code amagumo job set}: sets a value beside those that a job's runs leave. */
@Command(
        name = "set",
        description = "Sets a value beside those that a job's runs leave, such as a note.",
        mixinStandardHelpOptions = true)
final class JobSetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "JOB", description = "Whose.")
    private String job;

    @Parameters(index = "1", paramLabel = "NAME", description = "Which value.")
    private String name;

    @Parameters(index = "2", paramLabel = "VALUE", description = "What it is to be.")
    private String value;

    @Mixin
    private ServerState state;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            opened.jobs().setParameter(job, name, value);
            return 0;
        });
    }
}
