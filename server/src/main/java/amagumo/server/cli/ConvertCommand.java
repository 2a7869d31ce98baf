package amagumo.server.cli;

import amagumo.ingest.radar.BoundingBox;
import amagumo.server.export.ConvertSource;
import amagumo.server.export.FieldConversion;
import amagumo.server.export.SeveralFieldsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo convert}: a radar file in another format. */
@Command(
        name = "convert",
        description = "Writes the fields of a radar file in another format.",
        mixinStandardHelpOptions = true)
public final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A file, compressed or not, .tar, .zip, directory, or - for standard input.")
    private String path;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "nc|png|csv|grib2",
            description = {
                "nc: NetCDF-3 following CF-1.10, all fields, one variable per quantity.",
                "png: a picture of one field in JMA's colours, one pixel per cell.",
                "csv: lines of time,lat,lon,value for one field, without missing cells.",
                "grib2: all fields encoded again; the same bytes if nothing is cropped."
            })
    private FieldConversion.Format format;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The file to write; an existing one is replaced once the new one is complete.")
    private Path output;

    @Option(
            names = "--bbox",
            paramLabel = "S,W,N,E",
            converter = BoundingBoxConverter.class,
            description = "Only cells whose centres lie in this box, degrees.")
    private Optional<BoundingBox> box = Optional.empty();

    @Option(
            names = "--field",
            paramLabel = "N",
            description = "Only the Nth field, counted from 1 as 'inspect --fields' lists them.")
    private Optional<Integer> field = Optional.empty();

    @Option(
            names = "--resolution",
            paramLabel = "250m|1km",
            defaultValue = "250m",
            description = "Grid for writing 250 m files: their own, or means on the 1 km grid (default: "
                    + "${DEFAULT-VALUE}).")
    private String resolution;

    @Override
    public Integer call() throws IOException {
        if (!resolution.equals("250m") && !resolution.equals("1km")) {
            throw badUsage("--resolution is 250m or 1km, not '%s'".formatted(resolution));
        }
        FieldConversion conversion = conversion();
        try {
            conversion.write(selected(ConvertSource.read(path)), path, output);
        } catch (SeveralFieldsException e) {
            throw badUsage(e.getMessage());
        }
        return 0;
    }

    private FieldConversion conversion() {
        try {
            return new FieldConversion(format, box, resolution.equals("1km"));
        } catch (IllegalArgumentException e) {
            throw badUsage(e.getMessage());
        }
    }

    private ConvertSource selected(ConvertSource source) {
        if (field.isEmpty()) {
            return source;
        }
        if (field.get() < 1 || field.get() > source.size()) {
            throw badUsage("--field %d: %s holds the fields 1 to %d".formatted(field.get(), path, source.size()));
        }
        return source.only(field.get() - 1);
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
