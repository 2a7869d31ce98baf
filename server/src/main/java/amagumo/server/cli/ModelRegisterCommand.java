package amagumo.server.cli;

import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo model register}: a model that was trained elsewhere. */
@Command(
        name = "register",
        description = "Registers a model file as a version, which does not serve before it is promoted.",
        mixinStandardHelpOptions = true)
final class ModelRegisterCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerState state;

    @Parameters(paramLabel = "MODEL.zip", description = "What amagumo train wrote.")
    private Path file;

    @Option(names = "--challenge", description = "Make it the challenger, which the job promote judges.")
    private boolean challenge;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            ModelRegistry registry = opened.models();
            ModelVersion version = registry.register(file, ServerState.who());
            PrintWriter out = spec.commandLine().getOut();
            out.println("model version " + version.number());
            if (challenge) {
                registry.challenge(
                        registry.aliases(), version.number(), ServerState.who(), "registered as the challenger");
            }
            out.flush();
            return 0;
        });
    }
}
