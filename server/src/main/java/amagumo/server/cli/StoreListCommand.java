package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.server.cli.console.JsonText;
import amagumo.server.inspect.StoreListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amagumo store list}: lists every frame of a store. */
@Command(
        name = "list",
        description = "Lists a store's frames: valid time, version (the beginning of its SHA-256), size, wetness.",
        mixinStandardHelpOptions = true)
final class StoreListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "The store.")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, CommandFailedException {
        StoreListing listing = StoreListing.of(FrameStore.open(directory));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(listing));
        } else {
            listing.frames()
                    .forEach(frame -> out.printf(
                            "%s  %s  %9d octets  %5.1f %% wet%n",
                            frame.validTime(), frame.version(), frame.octets(), 100 * frame.wet()));
        }
        out.flush();
        StoreVerifyCommand.requireUndamaged(
                listing.damaged(), spec.commandLine().getErr());
        return 0;
    }
}
