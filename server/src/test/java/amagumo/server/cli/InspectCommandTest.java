package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.testing.SharedFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InspectCommandTest {

    private static final String TORNADO_NOWCAST =
            "Z__C_RJTD_20160822020000_NOWC_GPV_Ggis10km_Pphw10_FH0000-0100_grib2.bin";
    private static final String RAIN_250_M =
            "Z__C_RJTD_20210706233000_RDR_GPV_Ggis0p25km_Pri60lv_Aper5min_ANAL_grib2.bin.gz";
    private static final String TAR = "Z__C_RJTD_20220808000000_RDR_JMAGPV__grib2.tar";

    /** The reference's means are of decimals in double, ours of the float32 values, as asked for. */
    private static final double MEAN_TOLERANCE = 1e-8;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int inspect(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "inspect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine command = Amagumo.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }

    private JsonNode json(String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        assertEquals(0, inspect(all), err::toString);
        assertEquals("", err.toString());
        return MAPPER.readTree(out.toString());
    }

    private static String jma(String name) {
        return SharedFiles.path("jma/" + name).toString();
    }

    private static JsonNode reference(String file) throws Exception {
        return MAPPER.readTree(Files.readString(Path.of(jma("reference.json"))))
                .at("/files")
                .get(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TORNADO_NOWCAST,
                TAR,
                "Z__C_RJTD_20240301000000_RDR_GPV_Ggis1km_Phhlv_Aper5min_ANAL_grib2.bin.gz",
                "Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin"
            })
    void everyFieldIsToldAsTheReferenceDecoderSawIt(String name) throws Exception {
        JsonNode told = json("--sha256", jma(name));
        int index = 0;
        for (JsonNode grib : reference(name).get("grib")) {
            for (JsonNode field : grib.get("fields")) {
                JsonNode element = told.get(index++);
                assertEquals(jma(name), element.get("file").textValue());
                assertEquals(
                        name.equals(TAR) ? grib.get("member").textValue() : null,
                        element.get("member").textValue());
                assertFieldAsReference(field, element);
            }
        }
        assertEquals(index, told.size());
    }

    private static void assertFieldAsReference(JsonNode expected, JsonNode element) {
        assertEquals(expected.get("reference_time"), element.get("referenceTime"));
        JsonNode product = expected.get("product");
        for (String key : List.of("template", "category", "parameter")) {
            assertEquals(product.get(key), element.at("/product").get(key));
        }
        if (product.has("end_time")) {
            assertEquals(product.get("end_time"), element.get("validTime"));
        }
        JsonNode grid = expected.get("grid");
        assertEquals(grid.get("ni"), element.at("/grid/nx"));
        assertEquals(grid.get("nj"), element.at("/grid/ny"));
        assertEquals(grid.get("la1"), element.at("/grid/lat1"));
        assertEquals(grid.get("lo1"), element.at("/grid/lon1"));
        assertEquals(grid.get("la2"), element.at("/grid/lat2"));
        assertEquals(grid.get("lo2"), element.at("/grid/lon2"));
        JsonNode packing = expected.get("packing");
        assertEquals(packing.get("nbits"), element.at("/levels/bits"));
        assertEquals(packing.get("mv"), element.at("/levels/max"));
        assertEquals(packing.get("decimal_scale"), element.at("/levels/decimalScale"));
        assertEquals(packing.get("mvl").intValue(), element.at("/levels/table").size());
        JsonNode data = expected.get("data");
        assertEquals(data.get("n_cells"), element.get("cells"));
        assertEquals(data.get("n_missing"), element.get("missing"));
        assertEquals(data.get("n_positive"), element.get("positive"));
        assertEquals(data.get("max"), element.get("max"));
        assertEquals(
                data.get("mean_nonmissing").doubleValue(), element.get("mean").doubleValue(), MEAN_TOLERANCE);
        assertEquals(data.get("sha256_f32le"), element.get("sha256"));
    }

    @Test
    void highResolutionBlocksAreOneFrameOnThe250MetreGrid() throws Exception {
        JsonNode told = json("--sha256", jma(RAIN_250_M));
        JsonNode expected = reference(RAIN_250_M).at("/grib/0/mosaic/C_250m_grid_all_blocks");
        assertEquals(1, told.size());
        assertEquals(76, told.at("/0/levels/max").intValue());
        assertEquals(10240, told.at("/0/grid/nx").intValue());
        assertEquals(13440, told.at("/0/grid/ny").intValue());
        assertEquals(expected.get("n_missing"), told.at("/0/missing"));
        assertEquals(expected.get("sha256_f32le"), told.at("/0/sha256"));
    }

    @Test
    void highResolutionBlocksAreMeansAtOneKilometreWhereAskedFor() throws Exception {
        JsonNode told = json("--resolution", "1km", jma(RAIN_250_M));
        JsonNode expected = reference(RAIN_250_M).at("/grib/0/mosaic/D_1km_grid_all_blocks_mean");
        assertEquals(1, told.size());
        assertEquals(2560, told.at("/0/grid/nx").intValue());
        assertEquals(expected.get("n_missing"), told.at("/0/missing"));
        assertEquals(expected.get("n_positive"), told.at("/0/positive"));
        assertEquals(expected.get("max"), told.at("/0/max"));
        assertEquals(
                expected.get("mean_nonmissing").doubleValue(),
                told.at("/0/mean").doubleValue(),
                MEAN_TOLERANCE);
    }

    @Test
    void everyBlockIsToldWhereFieldsAreAskedFor() throws Exception {
        JsonNode told = json("--fields", jma(RAIN_250_M));
        assertEquals(1773, told.size());
        assertEquals(1, told.at("/0/levels/max").intValue());
        assertEquals(1600, told.at("/0/cells").intValue());
    }

    @Test
    void keysOfAnElementAreThoseOfTheContract(@TempDir Path folder) throws Exception {
        JsonNode element =
                json(write(folder, new byte[] {1, 0, 2, 3}).toString()).get(0);
        assertEquals(
                List.of(
                        "file",
                        "member",
                        "referenceTime",
                        "validTime",
                        "product",
                        "grid",
                        "levels",
                        "unit",
                        "cells",
                        "missing",
                        "positive",
                        "max",
                        "mean"),
                keys(element));
        assertEquals(List.of("name", "template", "category", "parameter"), keys(element.get("product")));
        assertEquals(List.of("nx", "ny", "lat1", "lon1", "lat2", "lon2"), keys(element.get("grid")));
        assertEquals(List.of("bits", "max", "table", "decimalScale"), keys(element.get("levels")));
        assertTrue(element.get("member").isNull());
        assertEquals("2024-10-18T00:05:00Z", element.get("validTime").textValue());
        assertEquals("rain rate", element.at("/product/name").textValue());
        assertEquals(50008, element.at("/product/template").intValue());
        assertEquals("mm/h", element.get("unit").textValue());
        assertEquals(10, element.at("/levels/table/1").intValue());
        assertEquals(0.25, element.get("max").doubleValue());
        assertEquals((0.1f + 0.25) / 3, element.get("mean").doubleValue());
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void aFrameWithoutAnyValueHasNoMaximumAndNoMean(@TempDir Path folder) throws Exception {
        JsonNode element = json(write(folder, new byte[4]).toString()).get(0);
        assertEquals(4, element.get("missing").intValue());
        assertTrue(element.get("max").isNull());
        assertTrue(element.get("mean").isNull());
    }

    @Test
    void goodFilesAreToldAlthoughOthersFail(@TempDir Path folder) throws Exception {
        Path good = write(folder, new byte[] {1, 1, 1, 1});
        Path broken = folder.resolve("broken.bin");
        byte[] bytes = Files.readAllBytes(good);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length - 7));
        Path none = folder.resolve("none.bin");
        assertEquals(1, inspect("--json", broken.toString(), none.toString(), good.toString()));
        assertEquals(1, MAPPER.readTree(out.toString()).size());
        List<String> reasons = err.toString().lines().toList();
        assertEquals(2, reasons.size());
        assertTrue(reasons.get(0).startsWith("amagumo: " + broken + ": offset 8: a message of"), reasons::toString);
        assertEquals("amagumo: " + none + ": no such file", reasons.get(1));
    }

    @Test
    void standardInputIsNamedByADash(@TempDir Path folder) throws Exception {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(write(folder, new byte[] {1, 1, 1, 1}))));
        try {
            assertEquals("-", json("-").at("/0/file").textValue());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aLineForPeopleSaysWhatWhenAndWhere(@TempDir Path folder) throws Exception {
        Path file = write(folder, new byte[] {1, 0, 2, 3});
        assertEquals(0, inspect(file.toString()));
        assertEquals(
                "2024-10-18T00:05:00Z  rain rate, 5 min  2 x 2 cells, 35.000..36.000 N, 139.000..140.000 E  "
                        + "25.0 % missing, 50.00 % above 0, max 0.25, mean 0.1167 mm/h  " + file + "\n",
                out.toString());
    }

    @Test
    void aFolderWithoutRadarFilesIsAFailure(@TempDir Path folder) {
        assertEquals(1, inspect(folder.toString()));
        assertEquals("amagumo: no radar file in " + folder + "\n", err.toString());
    }

    @Test
    void whatLiesAroundWholeMessagesIsSaidAndIsNotAFailure(@TempDir Path folder) throws Exception {
        byte[] message = Files.readAllBytes(write(folder, new byte[] {1, 0, 2, 3}));
        Path file =
                Files.write(folder.resolve("padded.bin"), concat("ISXJ50 RJTD\r\n".getBytes(), message, new byte[400]));

        JsonNode frames = json(file.toString());
        assertEquals(1, frames.size());
        assertTrue(frames.at("/0/damaged").isMissingNode());
        assertEquals(
                "[{\"offset\":0,\"octets\":13,\"kind\":\"text\"},{\"offset\":%d,\"octets\":400,\"kind\":\"zeros\"}]"
                        .formatted(13 + message.length),
                frames.at("/0/passedOver").toString());

        assertEquals(0, inspect(file.toString()));
        assertEquals(
                """
                amagumo: %1$s: passed over 13 octets of text at offset 0
                amagumo: %1$s: passed over 400 octets of zeros at offset %2$d
                """
                        .formatted(file, 13 + message.length),
                err.toString());
    }

    @Test
    void aDamagedMessageIsNamedAndTheWholeOnesAreRead(@TempDir Path folder) throws Exception {
        byte[] message = Files.readAllBytes(write(folder, new byte[] {1, 0, 2, 3}));
        byte[] damagedData = message.clone();
        damagedData[message.length - 6] = (byte) 255;
        byte[] torn = Arrays.copyOf(message, 300);
        Path file = Files.write(folder.resolve("torn.bin"), concat(message, damagedData, message, torn));

        assertEquals(1, inspect(file.toString()));
        assertEquals(2, out.toString().lines().count());
        List<String> reasons = err.toString().lines().sorted().toList();
        assertEquals(2, reasons.size(), reasons::toString);
        assertTrue(reasons.get(0).startsWith("amagumo: " + file + ": offset "), reasons::toString);
        assertTrue(
                reasons.get(1).endsWith("a message of %d octets where 300 are left".formatted(message.length)),
                reasons::toString);
    }

    @Test
    void aPageThatAWebServerSentInPlaceOfAFileIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.bin"), "<!DOCTYPE html><html>404 Not Found</html>");
        assertEquals(1, inspect(file.toString()));
        assertEquals("amagumo: %s: an HTML page, not a radar file\n".formatted(file), err.toString());
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void anUnknownResolutionIsBadUsage() {
        assertEquals(2, inspect("--resolution", "2km", "x"));
        assertFalse(err.toString().isEmpty());
    }

    private static Path write(Path folder, byte[] levels) throws Exception {
        Instant time = Instant.parse("2024-10-18T00:05:00Z");
        RadarGrid grid = new RadarGrid(2, 2, 36, 139, 1, 1);
        RadarFrame frame = new RadarFrame(time, 5, grid, JmaLevels.RAIN_251, Levels.ofBytes(levels));
        ProductDefinition product = ProductDefinition.observedRain(203, time, 5);
        return Files.write(
                folder.resolve("good.bin"), GribWriter.write(Identification.jmaAnalysis(time), product, frame, 8));
    }
}
