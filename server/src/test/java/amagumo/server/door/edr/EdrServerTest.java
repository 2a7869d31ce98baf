package amagumo.server.door.edr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.CoverageJsonSchema;
import amagumo.server.door.DoorServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdrServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBSERVED = "/edr/collections/observed/position";
    private static final String FORECAST = "/edr/collections/forecast-persistence/position";
    private static final String RAINY = "?coords=POINT(140.5%2040)";

    @TempDir
    private static Path directory;

    private static DoorServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DoorServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPositionIsACoverageOfTheCellThatItLiesIn() throws Exception {
        JsonNode coverage = json(OBSERVED + RAINY);
        assertEquals("Coverage", coverage.get("type").textValue());
        assertEquals("PointSeries", coverage.at("/domain/domainType").textValue());
        assertEquals(140.5625, coverage.at("/domain/axes/x/values/0").doubleValue());
        assertEquals(40 + 1 / 24.0, coverage.at("/domain/axes/y/values/0").doubleValue(), 1e-6);
        assertEquals(
                List.of(
                        "2024-03-01T00:00:00Z",
                        "2024-03-01T00:05:00Z",
                        "2024-03-01T00:10:00Z",
                        "2024-03-01T00:15:00Z",
                        "2024-03-01T00:20:00Z",
                        "2024-03-01T00:25:00Z",
                        "2024-03-01T00:30:00Z"),
                texts(coverage.at("/domain/axes/t/values")));
        assertEquals(
                "{\"type\":\"NdArray\",\"dataType\":\"float\",\"axisNames\":[\"t\"],\"shape\":[7],"
                        + "\"values\":[40.0,40.0,40.0,40.0,40.0,40.0,40.0]}",
                coverage.at("/ranges/rainfall_rate").toString());
        assertEquals(
                "mm/h",
                coverage.at("/parameters/rainfall_rate/unit/symbol/value").textValue());
    }

    @Test
    void positionsAreCoverageJsonByThePublishedSchema() throws Exception {
        for (String path : List.of(OBSERVED + RAINY, FORECAST + RAINY)) {
            CoverageJsonSchema.holds(json(path).toString());
        }
    }

    @Test
    void aForecastBeginsAfterItsBaseTimeAndEarlierOnesAreInstances() throws Exception {
        JsonNode coverage = json(FORECAST + RAINY);
        assertEquals(15, coverage.at("/ranges/rainfall_rate/values").size());
        assertEquals(
                "2024-03-01T00:35:00Z", coverage.at("/domain/axes/t/values/0").textValue());
        assertEquals(
                "2024-03-01T01:45:00Z", coverage.at("/domain/axes/t/values/14").textValue());
        JsonNode instances =
                json("/edr/collections/forecast-persistence/instances").get("instances");
        assertEquals(1, instances.size());
        assertEquals("20240301T003000Z", instances.at("/0/id").textValue());
        String position = instances.at("/0/data_queries/position/link/href").textValue();
        assertEquals(
                coverage,
                JSON.readTree(server.get(position.replaceFirst("^http://[^/]*", "") + RAINY)
                        .body()));
        assertEquals(instances.get(0), json("/edr/collections/forecast-persistence/instances/20240301T003000Z"));
    }

    @Test
    void anIntervalCutsTheTimes() throws Exception {
        assertEquals(
                List.of("2024-03-01T00:25:00Z", "2024-03-01T00:30:00Z"),
                texts(json(OBSERVED + RAINY + "&datetime=2024-03-01T00:21:00Z/..")
                        .at("/domain/axes/t/values")));
        assertEquals(
                List.of("2024-03-01T00:10:00Z"),
                texts(json(OBSERVED + RAINY + "&datetime=2024-03-01T00:10:00Z").at("/domain/axes/t/values")));
    }

    @Test
    void whatNoRadarSeesIsNullAndWhereOrWhenThereAreNoDataIsNoContent() throws Exception {
        assertEquals(
                "[null,null,null,null,null,null,null]",
                json(OBSERVED + "?coords=POINT(119%2021)")
                        .at("/ranges/rainfall_rate/values")
                        .toString());
        for (String path : List.of(
                OBSERVED + "?coords=POINT(13.4%2052.5)",
                OBSERVED + RAINY + "&datetime=2023-01-01T00:00:00Z",
                FORECAST + RAINY + "&datetime=../2024-03-01T00:30:00Z")) {
            HttpResponse<byte[]> answer = server.get(path);
            assertEquals(204, answer.statusCode(), path);
            assertEquals(0, answer.body().length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/prs.coverage+json; q=1.0, application/json; q=0.1 | application/prs.coverage+json",
                "application/json; q=0.1, application/prs.coverage+json; profile=\"x,y\" | application/prs.coverage+json",
                "application/vnd.cov+json | application/vnd.cov+json",
                "*/* | application/vnd.cov+json",
                "application/json | application/json",
                "application/*;q=0.5, text/html | application/vnd.cov+json"
            })
    void theMediaTypeIsNegotiated(String accepted, String type) throws Exception {
        HttpResponse<byte[]> answer = server.get(OBSERVED + RAINY, "Accept", accepted);
        assertEquals(200, answer.statusCode());
        assertEquals(type, header(answer, "Content-Type"));
        assertEquals("Accept, Accept-Encoding", header(answer, "Vary"));
        HttpResponse<byte[]> again =
                server.get(OBSERVED + RAINY, "Accept", accepted, "If-None-Match", header(answer, "ETag"));
        assertEquals(304, again.statusCode());
    }

    @Test
    void whoTakesNoCoverageJsonIsToldSo() throws Exception {
        HttpResponse<byte[]> answer = server.get(OBSERVED + RAINY, "Accept", "application/netcdf");
        assertEquals(406, answer.statusCode());
        assertEquals("406", JSON.readTree(answer.body()).get("code").textValue());
    }

    @Test
    void linksAreWholeAddressesAndPagesOfOtherSitesMayRead() throws Exception {
        HttpResponse<byte[]> answer = server.get("/edr/?utm_source=x");
        assertEquals(200, answer.statusCode());
        assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
        for (JsonNode link : JSON.readTree(answer.body()).get("links")) {
            assertTrue(
                    link.get("href").textValue().startsWith(server.address("/").toString()), link.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/edr/collections/observed/position | 400",
                "/edr/collections/observed/position?coords=POINT(1%202)&coords=POINT(1%202) | 400",
                "/edr/collections/observed/position?coords=POINT(140%2040)&datetime=now | 400",
                "/edr/collections/observed/position?coords=POINT(140%2040)&crs=EPSG:3857 | 400",
                "/edr/collections/observed/position?coords=POINT(140%2040)&f=netCDF | 400",
                "/edr/collections/observed/position?coords=POINT(140%2040)&parameter-name=snow | 400",
                "/edr/collections?f=html | 400",
                "/edr/collections/nothing | 404",
                "/edr/collections/forecast-nobody | 404",
                "/edr/collections/forecast-../position?coords=POINT(140%2040) | 404",
                "/edr/collections/nothing/position?coords=POINT(140%2040) | 404",
                "/edr/collections/forecast-persistence/instances/20230101T000000Z | 404",
                "/edr/collections/forecast-persistence/instances/yesterday/position?coords=POINT(140%2040) | 404",
                "/edr/collections/observed/instances/20240301T003000Z | 404"
            })
    void whatCannotBeAnsweredIsSaidInAnExceptionOfTheStandard(String path, int status) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertEquals(status, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
        JsonNode exception = JSON.readTree(answer.body());
        assertEquals(String.valueOf(status), exception.get("code").textValue());
        assertTrue(exception.get("description").textValue().length() > 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POINT", "POINT((((((", "\u0000", "POLYGON((0 0,1 0,1 1,0 0))", "POINT(1 2", "'; DROP TABLE"})
    void noTextMakesTheServerFail(String coords) throws Exception {
        String encoded = URLEncoder.encode(coords, StandardCharsets.UTF_8);
        assertEquals(400, server.get(OBSERVED + "?coords=" + encoded).statusCode());
        assertEquals(400, server.get(OBSERVED + RAINY + "&datetime=" + encoded).statusCode());
    }

    @Test
    void withoutFramesThereAreNoCollections(@TempDir Path other) throws Exception {
        try (DoorServer awaiting = DoorServer.awaiting(other)) {
            JsonNode list = JSON.readTree(awaiting.get("/edr/collections").body());
            assertEquals("[]", list.get("collections").toString());
            assertEquals(404, awaiting.get(OBSERVED + RAINY).statusCode());
        }
    }

    @Test
    void sameQuestionsHaveSameAnswers() throws Exception {
        assertArrayEquals(
                server.get("/edr/collections").body(),
                server.get("/edr/collections?f=json").body());
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        return JSON.readTree(answer.body());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
