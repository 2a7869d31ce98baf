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
 * @param provenance what the observed values were made from, in a sentence; empty if they are those of the radar files themselves
 * @param series the fields, of rain rates or of probabilities
 */
public record SeriesFile(String title, String source, String provenance, FieldSeries series) {

    /** Writes them as NetCDF-3 with 64-bit offsets, as {@link NetcdfWriter} does. */
    public void netcdf(Path file) throws IOException {
        String origin = provenance.isEmpty() ? source : source + "; observed values: " + provenance;
        Map<String, String> attributes =
                Map.of("title", title, "source", origin, "comment", "Experimental, not an official forecast.");
        NetcdfWriter.write(file, attributes, List.of(series));
    }

    /** Writes them as CoverageJSON; of probabilities there is one threshold. */
    public void coverageJson(Path file) throws IOException {
        CoverageJson.write(file, series, provenance);
    }
}
