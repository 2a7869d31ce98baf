package amagumo.server.export;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.NetcdfWriter;
import amagumo.ingest.export.Quantity;
import amagumo.ingest.export.SeriesAxis;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One field of rain rates, to be written in a file of its own.
 *
 * @param title of the file
 * @param source what the field was made from or by
 * @param validTime when it is valid, UTC
 * @param stepMinutes length of its interval
 * @param grid where the cells lie
 * @param ratesMmH {@code [row][column]}, NaN where missing
 */
public record FrameFile(
        String title, String source, Instant validTime, int stepMinutes, RadarGrid grid, float[][] ratesMmH) {

    /** Writes it as NetCDF-3: {@code float rainfall_rate[time][lat][lon]}. */
    public void netcdf(Path file) throws IOException {
        Map<String, String> attributes =
                Map.of("title", title, "source", source, "comment", "Experimental, not an official forecast.");
        NetcdfWriter.write(file, attributes, List.of(series()));
    }

    /** Writes it as CoverageJSON. */
    public void coverageJson(Path file) throws IOException {
        CoverageJson.write(file, series());
    }

    private FieldSeries series() {
        SeriesAxis axis = new SeriesAxis.Times(List.of(validTime), stepMinutes);
        return new FieldSeries(Quantity.RAINFALL_RATE, grid, axis, index -> row -> ratesMmH[row]);
    }
}
