package amagumo.server.cli;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.server.inspect.InspectedFile;
import amagumo.server.inspect.InspectedFile.View;
import amagumo.server.inspect.InspectedFileJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo inspect}: what is in radar files. */
@Command(
        name = "inspect",
        description = "Shows what is in radar files, one line per frame.",
        mixinStandardHelpOptions = true)
public final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A file, compressed or not, .tar, .zip, directory, or - for standard input.")
    private List<String> paths;

    @Option(names = "--fields", description = "List every field, including the blocks of a 250 m file.")
    private boolean fields;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Option(
            names = "--sha256",
            description =
                    "Add the SHA-256 of the values: float32, little endian, row 0 north, missing is NaN 0x7fc00000.")
    private boolean sha256;

    @Option(
            names = "--resolution",
            paramLabel = "250m|1km",
            defaultValue = "250m",
            description = "Grid for looking at 250 m files (default: ${DEFAULT-VALUE}).")
    private String resolution;

    private int printed;
    private int failed;

    @Override
    public Integer call() {
        if (!resolution.equals("250m") && !resolution.equals("1km")) {
            throw new ParameterException(
                    spec.commandLine(), "--resolution is 250m or 1km, not '%s'".formatted(resolution));
        }
        View view = new View(fields, resolution.equals("1km"), sha256);
        try (ArchiveStream files = new ArchiveStream(paths, System.in)) {
            for (Optional<ArchiveItem> item = files.next(); item.isPresent(); item = files.next()) {
                if (item.get() instanceof NamedFile file) {
                    inspect(file, view);
                } else if (item.get() instanceof Refused refused) {
                    failed(new RefusedFileException(refused));
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(printed == 0 ? "[]" : "\n]");
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        if (printed + failed == 0) {
            err.println("amagumo: no radar file in %s".formatted(String.join(", ", paths)));
        }
        err.flush();
        return printed == 0 || failed > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void inspect(NamedFile file, View view) {
        try {
            InspectedFile inspected = InspectedFile.of(file, view);
            print(inspected);
            inspected.damaged().forEach(this::failed);
            if (!json) {
                PrintWriter err = spec.commandLine().getErr();
                inspected
                        .others()
                        .forEach(others -> err.println(
                                "amagumo: %s: passed over %s".formatted(file.label(), others.description())));
            }
        } catch (MalformedGribException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        spec.commandLine().getErr().println("amagumo: " + e.getMessage());
        failed++;
    }

    private void print(InspectedFile file) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            InspectedFileJson.of(file).forEach(frame -> out.print((printed++ == 0 ? "[\n" : ",\n") + frame));
        } else {
            file.frames().forEach(frame -> out.println(frame.line()));
            printed += file.frames().size();
        }
    }
}
