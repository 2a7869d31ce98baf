package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes a field as {@code time,lat,lon,value}, a line for each cell that is not missing, row by row from the
 * north-west; times are ISO 8601 UTC, positions of cell centres in degrees to 6 decimals, longitudes
 * as the grid's, values the shortest decimals
 * that give the same float.
 */
public final class CsvWriter {

    private CsvWriter() {}

    /**
     * Writes a file; one that is there already is replaced. What stands at {@code file} after a failure is not of use.
     *
     * @throws IOException if the disk or the field fails
     */
    public static void write(Path file, Instant validTime, RadarGrid grid, FieldSeries.Field field) throws IOException {
        String[] longitudes = new String[grid.nx()];
        for (int column = 0; column < longitudes.length; column++) {
            longitudes[column] = degrees(grid.longitude(column));
        }
        // The stream is closed by itself too: the writer leaves it open where what it still held cannot be written.
        try (OutputStream stream = Files.newOutputStream(file);
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII))) {
            out.write("time,lat,lon,value\n");
            float lastValue = Float.NaN;
            String lastText = "";
            for (int row = 0; row < grid.ny(); row++) {
                String place = validTime + "," + degrees(grid.latitude(row)) + ",";
                float[] values = field.row(row);
                for (int column = 0; column < longitudes.length; column++) {
                    float value = values[column];
                    if (Float.isNaN(value)) {
                        continue;
                    }
                    if (value != lastValue) { // neighbours are often equal
                        lastValue = value;
                        lastText = new BigDecimal(Float.toString(value)).toPlainString();
                    }
                    out.write(place);
                    out.write(longitudes[column]);
                    out.write(',');
                    out.write(lastText);
                    out.write('\n');
                }
            }
        }
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
