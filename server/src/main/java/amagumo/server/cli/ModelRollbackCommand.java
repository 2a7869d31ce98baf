package amagumo.server.cli;

import amagumo.server.registry.Alias;
import amagumo.server.registry.Aliases;
import amagumo.server.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amagumo model rollback}: makes the previous champion serve again. */
@Command(
        name = "rollback",
        description = "Makes the previous champion serve again; a running server follows. Twice changes nothing.",
        mixinStandardHelpOptions = true)
final class ModelRollbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerState state;

    @Option(names = "--why", paramLabel = "REASON", required = true, description = "Why; the history keeps it.")
    private String why;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            ModelRegistry registry = opened.models();
            Aliases after = registry.rollBack(registry.aliases(), ServerState.who(), why);
            PrintWriter out = spec.commandLine().getOut();
            out.println("model version %d is the champion again"
                    .formatted(after.of(Alias.CHAMPION).orElseThrow()));
            out.flush();
            return 0;
        });
    }
}
