package amagumo.server.export;

import amagumo.ingest.export.CsvWriter;
import amagumo.ingest.export.ExportField;
import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.GribExport;
import amagumo.ingest.export.NetcdfWriter;
import amagumo.ingest.export.SeriesOfFields;
import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.jma.JmaProduct;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import amagumo.server.render.ColourScale;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes fields of radar files in another format. The new file replaces an existing one once it is complete.
 *
 * @param format what is written
 * @param box only cells whose centres lie in this box
 * @param means whether 250 m files are written as means on the 1 km grid
 */
public record FieldConversion(Format format, Optional<BoundingBox> box, boolean means) {

    /** What can be written. */
    public enum Format {
        /** NetCDF-3 with all fields, one variable per quantity. */
        NC,
        /** A picture of one field in JMA's colours, one pixel per cell. */
        PNG,
        /** Lines of time, latitude, longitude and value for one field, without missing cells. */
        CSV,
        /** All fields encoded again. */
        GRIB2
    }

    public FieldConversion {
        if (means && format == Format.GRIB2) {
            throw new IllegalArgumentException("means on the 1 km grid are not levels: GRIB2 cannot hold them");
        }
    }

    /**
     * Writes fields.
     *
     * @param path where they were read from, which the output states
     * @throws SeveralFieldsException if there are several fields and the format holds only one
     * @throws UnsuitableFileException if there are no colours for the picture of a field
     */
    public void write(ConvertSource source, String path, Path output) throws IOException {
        switch (format) {
            case NC -> writeNetcdf(SeriesOfFields.of(source.frames(box, means)), path, output);
            case PNG -> {
                byte[] png = png(single(source, path), path);
                AtomicFile.replace(output, file -> Files.write(file, png));
            }
            case CSV -> writeCsv(single(source, path), output);
            case GRIB2 -> {
                List<List<ExportField.InLevels>> messages = source.messages(box);
                AtomicFile.replace(output, file -> GribExport.write(file, messages));
            }
        }
    }

    private ExportField single(ConvertSource source, String path) throws IOException {
        List<ExportField> frames = source.frames(box, means);
        if (frames.size() > 1) {
            throw new SeveralFieldsException(path, frames.size());
        }
        return frames.get(0);
    }

    private static void writeNetcdf(List<FieldSeries> series, String path, Path output) throws IOException {
        Map<String, String> attributes = Map.of(
                "source", path.equals("-") ? path : Path.of(path).getFileName().toString());
        AtomicFile.replace(output, file -> NetcdfWriter.write(file, attributes, series));
    }

    private static void writeCsv(ExportField frame, Path output) throws IOException {
        FieldSeries.Field values = frame.open();
        AtomicFile.replace(output, file -> CsvWriter.write(file, frame.head().validTime(), frame.grid(), values));
    }

    private static byte[] png(ExportField frame, String path) throws IOException {
        ColourScale scale = scale(JmaProduct.of(frame.head()), path);
        if (frame instanceof ExportField.InLevels levels) {
            return FramePng.latLon(scale, levels.frame().decode());
        }
        if (frame instanceof ExportField.Means means) {
            return FramePng.latLon(scale, means.values().decode(), means.grid());
        }
        throw new IllegalStateException("a field of another kind: " + frame);
    }

    private static ColourScale scale(JmaProduct product, String path) throws UnsuitableFileException {
        return switch (product) {
            case RAIN, HOURLY_PRECIPITATION -> ColourScale.RAIN;
            case ECHO_TOP -> ColourScale.ECHO_TOP;
            case TORNADO_NOWCAST -> ColourScale.TORNADO_NOWCAST;
            case UNKNOWN -> throw new UnsuitableFileException(path, "there are no colours for an unknown product");
        };
    }
}
