package amagumo.server.cli;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.jma.FieldGroups;
import amagumo.server.inspect.InspectedFrame;
import amagumo.server.inspect.InspectedFrameJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
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
        description = "Tells what is in radar files: one line a frame.",
        mixinStandardHelpOptions = true)
public final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A file, .gz, .tar, directory, or - for standard input.")
    private List<String> paths;

    @Option(names = "--fields", description = "Tell of every field, the blocks of a 250 m file too.")
    private boolean fields;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Option(
            names = "--sha256",
            description = "Digest the values: float32, little endian, row 0 north, missing is NaN 0x7fc00000.")
    private boolean sha256;

    @Option(
            names = "--resolution",
            paramLabel = "250m|1km",
            defaultValue = "250m",
            description = "Grid on which to look at 250 m files (default: ${DEFAULT-VALUE}).")
    private String resolution;

    @Override
    public Integer call() {
        if (!resolution.equals("250m") && !resolution.equals("1km")) {
            throw new ParameterException(
                    spec.commandLine(), "--resolution is 250m or 1km, not '%s'".formatted(resolution));
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int printed = 0;
        int failed = 0;
        try (ArchiveStream files = new ArchiveStream(paths, System.in)) {
            for (Optional<ArchiveItem> item = files.next(); item.isPresent(); item = files.next()) {
                try {
                    for (InspectedFrame frame : inspect(item.get())) {
                        print(frame, printed++, out);
                    }
                } catch (IOException e) {
                    err.println("amagumo: " + e.getMessage());
                    failed++;
                }
            }
        }
        if (json) {
            out.println(printed == 0 ? "[]" : "\n]");
        }
        out.flush();
        if (printed + failed == 0) {
            err.println("amagumo: no radar file in %s".formatted(String.join(", ", paths)));
        }
        err.flush();
        return printed == 0 || failed > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void print(InspectedFrame frame, int index, PrintWriter out) {
        if (json) {
            out.print((index == 0 ? "[\n" : ",\n") + InspectedFrameJson.of(frame));
        } else {
            out.println(frame.line());
        }
    }

    /** All frames of a file or none: one that turns out to be damaged half-way gives no frame. */
    private List<InspectedFrame> inspect(ArchiveItem item) throws IOException {
        if (item instanceof Refused refused) {
            throw new RefusedFileException(refused);
        }
        return item instanceof NamedFile file ? inspect(file) : List.of();
    }

    private List<InspectedFrame> inspect(NamedFile file) throws MalformedGribException {
        List<GribField> all = GribReader.read(file.label(), file.bytes());
        List<InspectedFrame> frames = new ArrayList<>();
        for (List<GribField> group : fields ? singly(all) : FieldGroups.of(all)) {
            if (group.size() == 1) {
                frames.add(InspectedFrame.ofField(file, group.get(0), sha256));
            } else if (resolution.equals("1km")) {
                frames.add(InspectedFrame.ofMeans(file, group, sha256));
            } else {
                frames.add(InspectedFrame.ofBlocks(file, group, sha256));
            }
        }
        return frames;
    }

    private static List<List<GribField>> singly(List<GribField> fields) {
        return fields.stream().map(List::of).toList();
    }
}
