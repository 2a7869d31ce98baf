package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarGrid;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All 1,785 fields of JMA's files against what an independent decoder says of them. */
class ReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                JmaFiles.RAIN_10_MINUTES,
                JmaFiles.ECHO_TOP_2_5_KM,
                JmaFiles.RAIN_5_MINUTES,
                JmaFiles.ECHO_TOP_1_KM,
                JmaFiles.TORNADO_NOWCAST
            })
    void everyFieldIsThatOfTheReferenceDecoder(String name) throws Exception {
        JsonNode reference = JmaFiles.reference("reference.json");
        JsonNode expected = reference.at("/files").get(name).at("/grib/0/fields");
        List<GribField> fields = GribReader.read(name, JmaFiles.bytes(name));
        assertEquals(expected.size(), fields.size());
        for (int i = 0; i < fields.size(); i++) {
            assertField(reference, expected.get(i), fields.get(i));
        }
    }

    private static void assertField(JsonNode reference, JsonNode expected, GribField field) throws Exception {
        assertEquals(
                Instant.parse(expected.get("reference_time").textValue()),
                field.identification().referenceTime());
        assertEquals(expected.get("centre").intValue(), field.identification().centre());

        JsonNode product = expected.get("product");
        assertEquals(product.get("template").intValue(), field.product().template());
        assertEquals(product.get("category").intValue(), field.product().category());
        assertEquals(product.get("parameter").intValue(), field.product().parameter());
        assertEquals(product.path("range_len").intValue(), field.product().intervalMinutes());
        Instant end = product.has("end_time")
                ? Instant.parse(product.get("end_time").textValue())
                : field.identification()
                        .referenceTime()
                        .plusSeconds(60L * product.get("fc_time").intValue());
        assertEquals(end, field.validTime());

        JsonNode grid = expected.get("grid");
        assertEquals(grid.get("ni").intValue(), field.grid().nx());
        assertEquals(grid.get("nj").intValue(), field.grid().ny());
        assertEquals(grid.get("la1").doubleValue(), field.grid().north(), 1e-9);
        assertEquals(grid.get("lo1").doubleValue(), field.grid().west(), 1e-9);
        assertEquals(grid.get("la2").doubleValue(), field.grid().south(), 1e-9);
        assertEquals(grid.get("lo2").doubleValue(), field.grid().east(), 1e-9);
        assertEquals(
                grid.get("dj_exact_from_corners").doubleValue(), field.grid().dLat(), 1e-12);
        assertEquals(
                grid.get("di_exact_from_corners").doubleValue(), field.grid().dLon(), 1e-12);

        JsonNode packing = expected.get("packing");
        assertEquals(packing.get("nbits").intValue(), field.packing().bits());
        assertEquals(packing.get("mv").intValue(), field.packing().maxLevel());
        LevelTable table = field.packing().table();
        assertEquals(packing.get("decimal_scale").intValue(), table.decimalScale());
        JsonNode raw =
                reference.at("/level_tables_raw").get(packing.get("level_table").textValue());
        assertArrayEquals(ints(raw), table.raw());

        JsonNode data = expected.get("data");
        Levels levels = field.decode();
        assertEquals(data.get("sha256_levels").textValue(), Sha256.of(((Levels.Bytes) levels).array()));
        float[] values = new float[levels.size()];
        levels.valuesInto(table, 0, values.length, values, 0);
        assertEquals(data.get("sha256_f32le").textValue(), JmaFiles.sha256(values));
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }

    @Test
    void everyBlockOfTheHighResolutionFileIsThatOfTheReferenceDecoder() throws Exception {
        JsonNode rows = JmaFiles.reference("reference-250m-blocks.json")
                .get(JmaFiles.RAIN_250_M)
                .get("rows");
        List<GribField> fields = GribReader.read(JmaFiles.RAIN_250_M, JmaFiles.bytes(JmaFiles.RAIN_250_M));
        assertEquals(1773, fields.size());
        for (int i = 0; i < fields.size(); i++) {
            JsonNode row = rows.get(i);
            RadarGrid grid = fields.get(i).grid();
            assertEquals(row.get(1).intValue(), grid.nx());
            assertEquals(row.get(2).intValue(), grid.ny());
            assertEquals(row.get(3).intValue(), Math.round(grid.north() * 1e6));
            assertEquals(row.get(4).intValue(), Math.round(grid.west() * 1e6));
            assertEquals(row.get(5).intValue(), Math.round(grid.south() * 1e6));
            assertEquals(row.get(6).intValue(), Math.round(grid.east() * 1e6));
            assertEquals(row.get(9).intValue(), fields.get(i).packing().maxLevel());
            Levels.Bytes levels = (Levels.Bytes) fields.get(i).decode();
            assertEquals(row.get(13).textValue(), Sha256.of(levels.array()), "block " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JmaFiles.RAIN_10_MINUTES,
                JmaFiles.ECHO_TOP_2_5_KM,
                JmaFiles.RAIN_5_MINUTES,
                JmaFiles.ECHO_TOP_1_KM,
                JmaFiles.RAIN_250_M,
                JmaFiles.TORNADO_NOWCAST
            })
    void decodedAndEncodedAgainAFileIsTheSameBytes(String name) throws Exception {
        byte[] bytes = JmaFiles.bytes(name);
        List<GribWriter.Field> written = new ArrayList<>();
        Identification identification = null;
        for (GribField field : GribReader.read(name, bytes)) {
            identification = field.identification();
            written.add(new GribWriter.Field(
                    field.product(), field.frame(), field.packing().bits()));
        }
        assertArrayEquals(bytes, GribWriter.write(identification, written));
    }
}
