package amagumo.server.cli;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.sample.SampleFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo samples}: writes the files of {@code data-samples}; for developers of Amagumo. */
@Command(
        name = "samples",
        description = "Writes an invented rain event as files laid out like JMA's 5-minute composite.",
        mixinStandardHelpOptions = true,
        hidden = true)
public final class SamplesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where to write the files; created if it does not exist.")
    private Path directory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + SampleFiles.SEED,
            description = "Seed of the event; another number gives another event (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        SampleFiles files = new SampleFiles(seed);
        Files.createDirectories(directory);
        for (int i = 0; i < SampleFiles.COUNT; i++) {
            byte[] bytes = files.bytes(i);
            AtomicFile.replace(directory.resolve(SampleFiles.name(i)), file -> Files.write(file, bytes));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("%d files in %s".formatted(SampleFiles.COUNT, directory));
        out.flush();
        return 0;
    }
}
