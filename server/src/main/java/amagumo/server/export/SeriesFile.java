package amagumo.server.export;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.NetcdfWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Fields of rain, to be written in a file of their own.
 *
 * @param title of the file
 * @param source what the fields were made from or by
 * @param series the fields, of rain rates or of probabilities
 */
public record SeriesFile(String title, String source, FieldSeries series) {

    /** Writes them as NetCDF-3 with 64-bit offsets, as {@link NetcdfWriter} does. */
    public void netcdf(Path file) throws IOException {
        Map<String, String> attributes =
                Map.of("title", title, "source", source, "comment", "Experimental, not an official forecast.");
        NetcdfWriter.write(file, attributes, List.of(series));
    }

    /** Writes them as CoverageJSON; of probabilities there is one threshold. */
    public void coverageJson(Path file) throws IOException {
        CoverageJson.write(file, series);
    }
}
