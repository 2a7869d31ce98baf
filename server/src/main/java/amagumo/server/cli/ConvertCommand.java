package amagumo.server.cli;

import amagumo.ingest.export.CsvWriter;
import amagumo.ingest.export.ExportField;
import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.GribExport;
import amagumo.ingest.export.NetcdfWriter;
import amagumo.ingest.export.SeriesOfFields;
import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.jma.JmaProduct;
import amagumo.ingest.radar.BoundingBox;
import amagumo.server.export.ConvertSource;
import amagumo.server.render.ColourScale;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** What {@code --to} can say. */
    enum Format {
        NC,
        PNG,
        CSV,
        GRIB2
    }

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
                "nc: NetCDF-3 after CF-1.10, all fields, a variable for each quantity.",
                "png: a picture in JMA's colours of one field, one pixel per cell.",
                "csv: lines of time,lat,lon,value of one field, missing cells left out.",
                "grib2: all fields encoded again; the same bytes if nothing is cropped."
            })
    private Format format;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The file to write; one that is there is replaced once the new one is whole.")
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
            description = "Grid on which to write 250 m files: their own, or means on the 1 km grid (default: "
                    + "${DEFAULT-VALUE}).")
    private String resolution;

    @Override
    public Integer call() throws IOException, CommandFailedException {
        if (!resolution.equals("250m") && !resolution.equals("1km")) {
            throw badUsage("--resolution is 250m or 1km, not '%s'".formatted(resolution));
        }
        boolean means = resolution.equals("1km");
        ConvertSource source = selected(ConvertSource.read(path));
        switch (format) {
            case NC -> writeNetcdf(SeriesOfFields.of(source.frames(box, means)));
            case PNG -> writePng(single(source.frames(box, means)));
            case CSV -> writeCsv(single(source.frames(box, means)));
            case GRIB2 -> {
                if (means) {
                    throw badUsage(
                            "--resolution 1km gives means, which are not levels, so it does not go with --to grib2");
                }
                List<List<ExportField.InLevels>> messages = source.messages(box);
                AtomicFile.replace(output, file -> GribExport.write(file, messages));
            }
        }
        return 0;
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

    private ExportField single(List<ExportField> frames) {
        if (frames.size() > 1) {
            throw badUsage("%s holds %d fields: choose one with --field".formatted(path, frames.size()));
        }
        return frames.get(0);
    }

    private void writeNetcdf(List<FieldSeries> series) throws IOException {
        Map<String, String> attributes = Map.of(
                "source", path.equals("-") ? path : Path.of(path).getFileName().toString());
        AtomicFile.replace(output, file -> NetcdfWriter.write(file, attributes, series));
    }

    private void writeCsv(ExportField frame) throws IOException {
        FieldSeries.Field values = frame.open();
        AtomicFile.replace(output, file -> CsvWriter.write(file, frame.head().validTime(), frame.grid(), values));
    }

    private void writePng(ExportField frame) throws IOException, CommandFailedException {
        ColourScale scale = scale(JmaProduct.of(frame.head()));
        byte[] png;
        if (frame instanceof ExportField.InLevels levels) {
            png = FramePng.latLon(scale, levels.frame().decode());
        } else if (frame instanceof ExportField.Means means) {
            png = FramePng.latLon(scale, means.values().decode(), means.grid());
        } else {
            throw new IllegalStateException("a field of another kind: " + frame);
        }
        AtomicFile.replace(output, file -> Files.write(file, png));
    }

    private ColourScale scale(JmaProduct product) throws CommandFailedException {
        return switch (product) {
            case RAIN, HOURLY_PRECIPITATION -> ColourScale.RAIN;
            case ECHO_TOP -> ColourScale.ECHO_TOP;
            case TORNADO_NOWCAST -> ColourScale.TORNADO_NOWCAST;
            case UNKNOWN ->
                throw new CommandFailedException("%s: there are no colours for an unknown product".formatted(path));
        };
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
