package amagumo.server.export;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.FieldSeries.Field;
import amagumo.ingest.export.Layers;
import amagumo.ingest.radar.RadarGrid;
import amagumo.server.coverage.Domain;
import amagumo.server.coverage.Parameter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes rain rates, or the probabilities of reaching one, as CoverageJSON (OGC 21-069r2): one coverage on a grid of longitudes,
 * latitudes and times, rates in mm/h to 0.01 mm/h, probabilities to 0.01, and null where missing. One field is in memory at a time.
 */
public final class CoverageJson {

    /** Of the files, as OGC's registry has it. */
    public static final String MEDIA_TYPE = "application/prs.coverage+json";

    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private CoverageJson() {}

    /**
     * Writes a file, in place of one that is there.
     *
     * @param series of rain rates, or of the probabilities of one threshold
     * @param provenance as {@link SeriesFile}'s
     */
    static void write(Path file, FieldSeries series, String provenance) throws IOException {
        String name = Parameter.RAIN_RATE_NAME;
        Parameter parameter = Parameter.rainRate(provenance);
        if (series.layers() instanceof Layers.Thresholds thresholds) {
            name = Parameter.EXCEEDANCE_NAME;
            parameter = Parameter.exceedance(thresholds.mmH().get(0), provenance);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Coverage");
            json.writeFieldName("domain");
            domain(json, series.grid(), series.axis().validTimes());
            json.writePOJOField("parameters", Map.of(name, parameter));
            json.writeFieldName("ranges");
            ranges(json, name, series);
            json.writeEndObject();
        }
    }

    private static void domain(JsonGenerator json, RadarGrid grid, List<Instant> times) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Domain");
        json.writeStringField("domainType", "Grid");
        json.writeObjectFieldStart("axes");
        axis(json, "x", grid.west(), grid.west() + (grid.nx() - 1) * grid.dLon(), grid.nx());
        axis(json, "y", grid.north(), grid.north() - (grid.ny() - 1) * grid.dLat(), grid.ny());
        json.writeObjectFieldStart("t");
        json.writeArrayFieldStart("values");
        for (Instant time : times) {
            json.writeString(time.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writePOJOField("referencing", Domain.LONGITUDE_LATITUDE_TIME);
        json.writeEndObject();
    }

    private static void axis(JsonGenerator json, String name, double start, double stop, int number)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("start", start);
        json.writeNumberField("stop", stop);
        json.writeNumberField("num", number);
        json.writeEndObject();
    }

    private static void ranges(JsonGenerator json, String name, FieldSeries series) throws IOException {
        RadarGrid grid = series.grid();
        int times = series.axis().validTimes().size();
        json.writeStartObject();
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "NdArray");
        json.writeStringField("dataType", "float");
        json.writeFieldName("axisNames");
        json.writeArray(new String[] {"t", "y", "x"}, 0, 3);
        json.writeFieldName("shape");
        json.writeArray(new int[] {times, grid.ny(), grid.nx()}, 0, 3);
        json.writeArrayFieldStart("values");
        for (int time = 0; time < times; time++) {
            Field field = series.fields().open(time);
            for (int row = 0; row < grid.ny(); row++) {
                for (float value : field.row(row)) {
                    value(json, value);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Most cells are dry. */
    private static void value(JsonGenerator json, float value) throws IOException {
        if (Float.isNaN(value)) {
            json.writeNull();
        } else if (value < 0.005f) {
            json.writeNumber(0);
        } else {
            json.writeNumber(Math.round(value * 100.0) / 100.0);
        }
    }
}
