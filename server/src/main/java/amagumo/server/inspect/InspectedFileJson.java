package amagumo.server.inspect;

import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaProduct;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.RadarGrid;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** An inspected file as JSON, one object per frame; the keys are a contract with programs. */
public final class InspectedFileJson {

    private InspectedFileJson() {}

    /** The objects; each also says what else was found in its file, if anything. */
    public static List<ObjectNode> of(InspectedFile file) {
        return file.frames().stream()
                .map(frame -> {
                    ObjectNode json = frame(frame);
                    others(file, json);
                    return json;
                })
                .toList();
    }

    private static void others(InspectedFile file, ObjectNode json) {
        if (!file.damaged().isEmpty()) {
            ArrayNode damaged = json.putArray("damaged");
            file.damaged()
                    .forEach(message ->
                            damaged.addObject().put("offset", message.offset()).put("reason", message.reason()));
        }
        if (!file.others().isEmpty()) {
            ArrayNode passedOver = json.putArray("passedOver");
            file.others().forEach(others -> passedOver
                    .addObject()
                    .put("offset", others.offset())
                    .put("octets", others.length())
                    .put("kind", others.kind().name().toLowerCase(Locale.ROOT)));
        }
    }

    private static ObjectNode frame(InspectedFrame frame) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", frame.file().source());
        json.put("member", frame.file().member().orElse(null));
        json.put("referenceTime", frame.field().identification().referenceTime().toString());
        json.put("validTime", frame.field().validTime().toString());
        ProductDefinition product = frame.field().product();
        json.putObject("product")
                .put("name", JmaProduct.describe(frame.field()))
                .put("template", product.template())
                .put("category", product.category())
                .put("parameter", product.parameter());
        RadarGrid grid = frame.grid();
        json.putObject("grid")
                .put("nx", grid.nx())
                .put("ny", grid.ny())
                .put("lat1", degrees(grid.north()))
                .put("lon1", degrees(grid.west()))
                .put("lat2", degrees(grid.south()))
                .put("lon2", degrees(grid.east()));
        levels(frame, json.putObject("levels"));
        json.put("unit", frame.product().unit());
        statistics(frame.statistics(), json);
        return json;
    }

    private static void levels(InspectedFrame frame, ObjectNode json) {
        LevelTable table = frame.field().packing().table();
        json.put("bits", frame.bits()).put("max", frame.maxLevel());
        ArrayNode values = json.putArray("table");
        for (int value : table.raw()) {
            values.add(value);
        }
        json.put("decimalScale", table.decimalScale());
    }

    private static void statistics(CellStatistics statistics, ObjectNode json) {
        json.put("cells", statistics.cells());
        json.put("missing", statistics.missing());
        json.put("positive", statistics.positive());
        json.put("max", statistics.max().orElse(null));
        if (statistics.mean().isPresent()) {
            json.put("mean", statistics.mean().getAsDouble());
        } else {
            json.putNull("mean");
        }
        statistics.sha256().ifPresent(digest -> json.put("sha256", digest));
    }

    private static double degrees(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
