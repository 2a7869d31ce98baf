package amagumo.server.export;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.FieldSeries.Field;
import amagumo.ingest.radar.RadarGrid;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes rain rates as CoverageJSON (OGC 21-069r2): one coverage on a grid of longitudes, latitudes and times, rates in mm/h to
 * 0.01 mm/h and null where missing. One field is in memory at a time.
 */
public final class CoverageJson {

    /** Of the files, as OGC's registry has it. */
    public static final String MEDIA_TYPE = "application/prs.coverage+json";

    private static final String PARAMETER = "rainfall_rate";
    private static final JsonFactory JSON = new JsonFactory();

    private CoverageJson() {}

    /** Writes a file, in place of one that is there. */
    static void write(Path file, FieldSeries series) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Coverage");
            json.writeFieldName("domain");
            domain(json, series.grid(), series.axis().validTimes());
            json.writeFieldName("parameters");
            parameters(json);
            json.writeFieldName("ranges");
            ranges(json, series);
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
        json.writeArrayFieldStart("referencing");
        reference(
                json,
                List.of("x", "y"),
                Map.of("type", "GeographicCRS", "id", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"));
        reference(json, List.of("t"), Map.of("type", "TemporalRS", "calendar", "Gregorian"));
        json.writeEndArray();
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

    private static void reference(JsonGenerator json, List<String> axes, Map<String, String> system)
            throws IOException {
        json.writeStartObject();
        json.writeFieldName("coordinates");
        json.writeArray(axes.toArray(String[]::new), 0, axes.size());
        json.writeObjectFieldStart("system");
        for (Map.Entry<String, String> entry : system.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void parameters(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(PARAMETER);
        json.writeStringField("type", "Parameter");
        words(json, "description", "Rain rate", "降水強度");
        json.writeObjectFieldStart("unit");
        words(json, "label", "millimetres per hour", "ミリメートル毎時");
        json.writeObjectFieldStart("symbol");
        json.writeStringField("value", "mm/h");
        json.writeStringField("type", "http://www.opengis.net/def/uom/UCUM/");
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("observedProperty");
        json.writeStringField("id", "http://vocab.nerc.ac.uk/standard_name/rainfall_rate/");
        words(json, "label", "Rain rate", "降水強度");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String name, String english, String japanese) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("en", english);
        json.writeStringField("ja", japanese);
        json.writeEndObject();
    }

    private static void ranges(JsonGenerator json, FieldSeries series) throws IOException {
        RadarGrid grid = series.grid();
        int times = series.axis().validTimes().size();
        json.writeStartObject();
        json.writeObjectFieldStart(PARAMETER);
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
                for (float rate : field.row(row)) {
                    value(json, rate);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Most cells are dry. */
    private static void value(JsonGenerator json, float rate) throws IOException {
        if (Float.isNaN(rate)) {
            json.writeNull();
        } else if (rate < 0.005f) {
            json.writeNumber(0);
        } else {
            json.writeNumber(Math.round(rate * 100.0) / 100.0);
        }
    }
}
