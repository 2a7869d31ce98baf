package amagumo.server.cli;

import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestCounts;
import amagumo.ingest.store.IngestOptions;
import amagumo.server.cli.console.IngestReport;
import amagumo.server.cli.console.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo ingest}: brings radar files into a store. */
@Command(
        name = "ingest",
        description = {
            "Reads the rain in radar files and adds it to a frame store.",
            "Frames that are already stored are left alone: run it as often as you like, with the files in any order."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files, compressed or not, tars, zips, or directories of them; - is standard input.")
    private List<String> paths;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            required = true,
            description = "The store; created if it does not exist.")
    private Path store;

    @ArgGroup
    private Box box = new Box();

    @Option(
            names = "--replace",
            description = "Let different content for a stored time replace what is stored, instead of refusing it.")
    private boolean replace;

    @Option(
            names = "--max-ahead",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "Refuse frames more than this many minutes ahead of this machine's clock (${DEFAULT-VALUE}).")
    private int maxAheadMinutes;

    @Option(names = "--json", description = "Print one JSON object: what was stored, skipped, passed over and failed.")
    private boolean json;

    /** Which part of the frames is stored. */
    static final class Box {
        @Option(
                names = "--bbox",
                paramLabel = "S,W,N,E",
                converter = BoundingBoxConverter.class,
                description = "Store the cells in this box of degrees. An existing store has its own box:"
                        + " frames of another are refused.")
        private BoundingBox bbox;

        @Option(
                names = "--domain",
                paramLabel = "NAME",
                converter = DomainConverter.class,
                description = "Store the cells of a named box: ${COMPLETION-CANDIDATES}.",
                completionCandidates = DomainConverter.class)
        private BoundingBox domain;

        private Optional<BoundingBox> chosen() {
            return Optional.ofNullable(bbox).or(() -> Optional.ofNullable(domain));
        }
    }

    @Override
    public Integer call() throws IOException, CommandFailedException {
        if (maxAheadMinutes < 0) {
            throw new ParameterException(spec.commandLine(), "--max-ahead must be 0 or more");
        }
        IngestReport report;
        IngestCounts counts;
        long total = ArchiveStream.countFiles(paths).orElse(0);
        try (Progress progress = new Progress(spec.commandLine().getErr(), "ingest", total)) {
            report = new IngestReport(progress);
            counts = Ingest.run(
                    paths,
                    System.in,
                    store,
                    new IngestOptions(
                            box.chosen(),
                            replace,
                            new ClockBound(Clock.systemUTC(), Duration.ofMinutes(maxAheadMinutes))),
                    report);
        }
        if (json) {
            spec.commandLine().getOut().println(report.summary(counts).toJson());
            spec.commandLine().getOut().flush();
        } else {
            report.print(counts, spec.commandLine().getOut(), spec.commandLine().getErr());
        }
        Optional<String> failure = report.failure();
        if (failure.isPresent()) {
            throw new CommandFailedException(failure.get());
        }
        if (counts.stored() + counts.replaced() + counts.alreadyStored() == 0) {
            throw new CommandFailedException("no rain was found in " + String.join(" ", paths));
        }
        return 0;
    }
}
