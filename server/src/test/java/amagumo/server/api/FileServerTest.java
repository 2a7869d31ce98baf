package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.server.CoverageJsonSchema;
import amagumo.server.NpmClients;
import amagumo.server.config.HttpServerSettings;
import amagumo.server.config.Settings;
import amagumo.server.forecast.RainStore;
import amagumo.server.http.HttpServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ucar.ma2.Array;
import ucar.nc2.NetcdfFile;

/** Forecasts and frames as files, read by who did not write them: each shows the rain where it is. */
class FileServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String FORECAST = "/api/v1/forecasts/" + RunningServer.BASE;
    private static final String LEAD = FORECAST + "/frames/25";
    private static final String OBSERVATION = "/api/v1/observations/" + RunningServer.BASE;
    private static final int ROW = RainStore.FIRST_ROW;
    private static final int COLUMN = RainStore.LAST_COLUMN;
    /** GRIB2 has millionths of degrees. */
    private static final double DEGREES_OF_GRIB2 = 1e-6;
    /** JMA's levels are 1 mm/h apart there. */
    private static final float HALF_A_LEVEL = 0.5f;

    private static final int CELLS = (int) RainStore.GRID.cells();

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({LEAD + ", 1, 55", OBSERVATION + ", 1, 30", FORECAST + ", 15, 35"})
    void netcdfHasTheRainWhereItIs(String path, int times, int minute) throws Exception {
        HttpResponse<byte[]> answer = get(path + ".nc");
        assertEquals(
                "application/x-netcdf",
                answer.headers().firstValue("Content-Type").orElseThrow());
        try (NetcdfFile file = NetcdfFile.openInMemory("answer.nc", answer.body())) {
            Array rates = file.findVariable("rainfall_rate").read();
            assertArrayEquals(new int[] {times, RainStore.GRID.ny(), RainStore.GRID.nx()}, rates.getShape());
            assertRain(times, index -> rates.getFloat(index));
            String units = file.findVariable("time").getUnitsString();
            double first = file.findVariable("time").read().getDouble(0);
            assertTrue(units.startsWith("minutes since") || units.startsWith("seconds since"), units);
            double minutes = units.startsWith("minutes") ? first : first / 60;
            assertEquals(minute, Math.floorMod(Math.round(minutes), 60L), units);
        }
    }

    @ParameterizedTest
    @CsvSource({LEAD + ", 1", OBSERVATION + ", 1", FORECAST + ", 15"})
    void coverageJsonHasTheRainWhereItIs(String path, int times) throws Exception {
        HttpResponse<byte[]> answer = get(path + ".covjson");
        assertEquals(
                "application/prs.coverage+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode coverage = JSON.readTree(answer.body());
        JsonNode range = coverage.at("/ranges/rainfall_rate");
        assertEquals("[%d,336,256]".formatted(times), range.path("shape").toString());
        JsonNode values = range.path("values");
        assertEquals(times * CELLS, values.size());
        assertRain(
                times,
                index -> values.get(index).isNull()
                        ? Float.NaN
                        : values.get(index).floatValue());
        assertEquals(RainStore.GRID.north(), coverage.at("/domain/axes/y/start").doubleValue(), DEGREES_OF_GRIB2);
        assertEquals(RainStore.GRID.west(), coverage.at("/domain/axes/x/start").doubleValue(), DEGREES_OF_GRIB2);
        assertEquals(times, coverage.at("/domain/axes/t/values").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAD, OBSERVATION, FORECAST})
    void coverageJsonIsValidByItsSchema(String path) throws Exception {
        CoverageJsonSchema.holds(new String(get(path + ".covjson").body(), StandardCharsets.UTF_8));
    }

    @Test
    void theNpmPackageCovjsonReaderReadsIt() throws Exception {
        NpmClients.installed("covjson-reader");
        String printed = NpmClients.run(
                Duration.ofSeconds(60),
                "coverage.js",
                server.address().resolve(LEAD + ".covjson").toString(),
                Integer.toString(ROW),
                Integer.toString(COLUMN));
        assertEquals("Grid mm/h 40 2024-03-01T00:55:00Z\n", printed);
    }

    @ParameterizedTest
    @CsvSource({LEAD + ", 1, 2024-03-01T00:55:00Z", FORECAST + ", 15, 2024-03-01T00:35:00Z"})
    void grib2HasTheRainWhereItIs(String path, int messages, String validTime) throws Exception {
        List<RadarFrame> frames = JmaRain.read("answer", get(path + ".grib2").body(), Optional.empty()).stream()
                .map(field -> field.frame())
                .toList();
        assertEquals(messages, frames.size());
        assertEquals(validTime, frames.get(0).validTime().toString());
        for (RadarFrame frame : frames) {
            float[][] values = frame.values();
            assertEquals(40, values[ROW][COLUMN], HALF_A_LEVEL);
            assertEquals(0, values[ROW][COLUMN + 1]);
            assertTrue(Float.isNaN(values[RainStore.MISSING_FROM_ROW][0]));
        }
    }

    @Test
    void anObservedFrameIsTheMessageThatTheStoreHas() throws Exception {
        FrameStore store = FrameStore.open(directory);
        assertArrayEquals(
                store.find(RunningServer.FIRST.plusSeconds(1800)).orElseThrow().message(),
                get(OBSERVATION + ".grib2").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAD + ".nc", FORECAST + ".grib2", OBSERVATION + ".covjson"})
    void whoHasAFileIsNotSentItAgain(String path) throws Exception {
        String tag = get(path).headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofByteArray());
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
    }

    @Test
    void whoAsksByHeadNeedsNoPlaceForAFileAsNoneIsMade() throws Exception {
        FileResource full = new FileResource(server.forecasts, new Scratch(directory, 0));
        HttpServerSettings settings = Settings.defaults().serve().server().with(Optional.empty(), Optional.of(0));
        try (HttpServer other = HttpServer.start(settings, List.of(full), new SimpleMeterRegistry())) {
            HttpRequest.Builder file = HttpRequest.newBuilder(other.address().resolve(FORECAST + ".nc"));
            HttpResponse<Void> refused = CLIENT.send(file.build(), BodyHandlers.discarding());
            assertEquals(503, refused.statusCode());
            assertEquals(Optional.of("10"), refused.headers().firstValue("Retry-After"));
            HttpResponse<Void> head =
                    CLIENT.send(file.method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding());
            assertEquals(200, head.statusCode());
            assertEquals(Optional.of("application/x-netcdf"), head.headers().firstValue("Content-Type"));
            assertEquals(Optional.empty(), head.headers().firstValue("Content-Length"), "which nobody knows yet");
            assertEquals(
                    get(FORECAST + ".nc").headers().firstValue("ETag"),
                    head.headers().firstValue("ETag"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        FORECAST + "/frames/7.nc, 404",
        FORECAST + "/frames/x.covjson, 400",
        FORECAST + ".nc?lead=5, 400",
        FORECAST + ".grib2?nowcaster=A, 400",
        FORECAST + ".nc?nowcaster=convlstm, 404",
        "/api/v1/forecasts/20240301T010000Z.nc, 404",
        "/api/v1/forecasts/yesterday.nc, 400",
        "/api/v1/observations/20240301T010000Z.grib2, 404",
        OBSERVATION + ".grib2?v=1, 400",
        OBSERVATION + ".bmp, 404"
    })
    void whatIsNotThereIsNotMade(String path, int status) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer::body);
    }

    /** Values by their index. */
    private interface Values {
        float at(int index);
    }

    private static void assertRain(int times, Values values) {
        for (int time = 0; time < times; time++) {
            int first = time * CELLS;
            assertEquals(40, values.at(first + ROW * RainStore.GRID.nx() + COLUMN));
            assertEquals(0, values.at(first + ROW * RainStore.GRID.nx() + COLUMN + 1));
            assertEquals(0, values.at(first + (ROW - 1) * RainStore.GRID.nx() + COLUMN));
            assertTrue(Float.isNaN(values.at(first + RainStore.MISSING_FROM_ROW * RainStore.GRID.nx())));
        }
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        return answer;
    }
}
