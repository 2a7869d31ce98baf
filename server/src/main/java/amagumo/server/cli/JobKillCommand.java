package amagumo.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code amagumo job kill}: an attempt that runs is to end. */
@Command(
        name = "kill",
        description = "Ends an attempt that runs, on whatever server; it is not tried again.",
        mixinStandardHelpOptions = true)
final class JobKillCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER", description = "The number of the attempt.")
    private long attempt;

    @Mixin
    private ServerState state;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            opened.jobs().kill(attempt, ServerState.user());
            return 0;
        });
    }
}
