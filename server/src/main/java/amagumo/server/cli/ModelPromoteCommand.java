package amagumo.server.cli;

import amagumo.server.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo model promote}: makes a version serve, whatever the gate would say. */
@Command(
        name = "promote",
        description = "Makes a version the champion, which serves, without asking the gate; a running server follows.",
        mixinStandardHelpOptions = true)
final class ModelPromoteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerState state;

    @Parameters(paramLabel = "VERSION", description = "Its number.")
    private long version;

    @Option(names = "--why", paramLabel = "REASON", required = true, description = "Why; the history keeps it.")
    private String why;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            ModelRegistry registry = opened.models();
            registry.promote(registry.aliases(), version, ServerState.who(), why);
            PrintWriter out = spec.commandLine().getOut();
            out.println("model version %d is the champion".formatted(version));
            out.flush();
            return 0;
        });
    }
}
