package amagumo.server.cli;

import amagumo.server.cli.console.JsonText;
import amagumo.server.registry.ModelListing;
import amagumo.server.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo model list}: versions, newest first. */
@Command(
        name = "list",
        description = "Lists the versions of models, newest first, and what they are to the server.",
        mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerState state;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--before", paramLabel = "VERSION", description = "Those below this version.")
    private long before = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (limit < 1 || limit > ModelListing.MOST) {
            throw new ParameterException(spec.commandLine(), "--limit is a number from 1 to " + ModelListing.MOST);
        }
        return state.with(opened -> list(opened.models()));
    }

    private int list(ModelRegistry registry) {
        ModelListing listing = ModelListing.of(registry, before, limit);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(listing));
        } else {
            listing.versions()
                    .forEach(version -> out.printf(
                            "%6d  %-10s  %s  %s  %s, %d steps%s%s%n",
                            version.version(),
                            String.join(",", version.aliases()),
                            version.registered(),
                            version.sha256().substring(0, 12),
                            version.name(),
                            version.steps(),
                            version.parent() == null ? "" : ", from " + version.parent(),
                            version.removed() == null ? "" : ", removed"));
        }
        out.flush();
        return 0;
    }
}
