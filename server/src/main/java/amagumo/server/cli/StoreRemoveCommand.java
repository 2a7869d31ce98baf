package amagumo.server.cli;

import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.cli.console.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amagumo store remove}: removes frames from a store. */
@Command(
        name = "remove",
        description = {
            "Removes frames from a store; a server that uses the store follows at its next refresh.",
            "Their times can be stored again. A server that runs does not bring them again by itself;",
            "one that starts anew does so with those that JMA's map still lists."
        },
        mixinStandardHelpOptions = true)
final class StoreRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "The store.")
    private Path directory;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            required = true,
            arity = "1..*",
            converter = InstantConverter.class,
            description = "Valid time of a frame, such as 2024-03-01T00:00:00Z; may be given several times.")
    private List<Instant> times;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * What {@code --json} prints; the names are a contract.
     *
     * @param removed valid times of the frames that were removed
     * @param absent valid times that had no frame
     */
    record Removed(List<String> removed, List<String> absent) {}

    @Override
    public Integer call() throws IOException, CommandFailedException {
        StoreDescription.read(directory); // a writer would create a store if there is none
        Removed removed = remove();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(removed));
        } else {
            removed.removed().forEach(time -> out.println("removed " + time));
        }
        out.flush();
        if (!removed.absent().isEmpty()) {
            throw new CommandFailedException(
                    "%s: no frame of %s".formatted(directory, String.join(", ", removed.absent())));
        }
        return 0;
    }

    private Removed remove() throws IOException {
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            List<Instant> removed = writer.remove(times);
            return new Removed(
                    removed.stream().map(Instant::toString).toList(),
                    times.stream()
                            .distinct()
                            .filter(time -> !removed.contains(time))
                            .map(Instant::toString)
                            .toList());
        }
    }
}
