package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.server.cli.console.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amagumo store verify}: checks whether every frame is as it was stored. */
@Command(
        name = "verify",
        description = "Reads every message of a store and names the frames that are lost to damage; exit status 1 if"
                + " there are any.",
        mixinStandardHelpOptions = true)
final class StoreVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "The store.")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * What {@code --json} prints; the names are a contract.
     *
     * @param frames how many frames are as they were stored
     * @param damaged one sentence for each frame lost to damage, saying where it lies
     */
    record Verified(int frames, List<String> damaged) {}

    @Override
    public Integer call() throws IOException, CommandFailedException {
        FrameStore store = FrameStore.open(directory);
        List<String> damaged = store.verify();
        Verified verified = new Verified(store.times().size(), damaged);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonText.of(verified) : "%d frames are as they were stored".formatted(verified.frames()));
        out.flush();
        requireUndamaged(damaged, spec.commandLine().getErr());
        return 0;
    }

    /** Fails if frames are damaged: a single one is the reason given, several are listed first. */
    static void requireUndamaged(List<String> damaged, PrintWriter err) throws CommandFailedException {
        if (damaged.size() == 1) {
            throw new CommandFailedException(damaged.get(0));
        }
        if (damaged.size() > 1) {
            damaged.forEach(err::println);
            err.flush();
            throw new CommandFailedException("%d frames are damaged, listed above".formatted(damaged.size()));
        }
    }
}
