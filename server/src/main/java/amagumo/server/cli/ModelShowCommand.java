package amagumo.server.cli;

import amagumo.server.cli.console.JsonText;
import amagumo.server.registry.ModelListing;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo model show}: all that is known of a version. */
@Command(
        name = "show",
        description =
                "Prints all that is known of a version as JSON, and looks at each octet of its file if that is kept.",
        mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerState state;

    @Parameters(paramLabel = "VERSION", description = "Its number.")
    private long version;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> show(opened.models()));
    }

    private int show(ModelRegistry registry) throws IOException, CommandFailedException {
        ModelVersion found = registry.find(version)
                .orElseThrow(() -> new CommandFailedException("there is no model version " + version));
        PrintWriter out = spec.commandLine().getOut();
        out.println(JsonText.of(ModelListing.version(found, registry.aliases())));
        out.flush();
        if (found.removed().isEmpty()) {
            registry.file(found);
        }
        return 0;
    }
}
