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
 * Writes a field as {@code time,lat,lon,value}, one line for each cell that is not missing, row by row from the
 * north-west. Times are ISO 8601 UTC, positions are cell centres in degrees to 6 decimals with longitudes as in the
 * grid, and values are the shortest decimals that give the same float.
 */
public final class CsvWriter {

    private CsvWriter() {}

    /**
     * Writes a file, replacing one that is already there. After a failure, what is left at {@code file} is unusable.
     *
     * @throws IOException if the disk or the field fails
     */
    public static void write(Path file, Instant validTime, RadarGrid grid, FieldSeries.Field field) throws IOException {
        String[] longitudes = new String[grid.nx()];
        for (int column = 0; column < longitudes.length; column++) {
            longitudes[column] = degrees(grid.longitude(column));
        }
        // The stream is closed separately too: the writer leaves it open if it cannot write what it still holds.
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
