package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Persistence;
import amagumo.server.Answers;
import amagumo.server.config.Settings;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of what is kept, and how good it was: three base times by two nowcasters, of rain that stands still. */
class KeptForecastsServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LIST = "/api/v1/forecasts";
    private static final String SCORES = "/api/v1/verification";
    /** All cells of a frame but those that no radar sees. */
    private static final int CELLS = 256 * 336 - 36 * 40;
    /** Of them it rains in so many. */
    private static final int RAINY = 12 * 8;

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(directory);
        server.append(directory, 7);
        server.append(directory, 8);
        server.compare(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pagesFollowEachOtherToTheEnd() throws Exception {
        List<String> found = new ArrayList<>();
        String next = LIST + "?limit=4";
        JsonNode page = json(next);
        assertEquals(4, page.get("forecasts").size());
        found.addAll(names(page));
        page = json(next + "&before=" + page.get("before").textValue());
        assertTrue(page.get("before").isNull(), page::toString);
        found.addAll(names(page));
        assertEquals(
                List.of(
                        "2024-03-01T00:40:00Z rover",
                        "2024-03-01T00:40:00Z persistence",
                        "2024-03-01T00:35:00Z rover",
                        "2024-03-01T00:35:00Z persistence",
                        "2024-03-01T00:30:00Z rover",
                        "2024-03-01T00:30:00Z persistence"),
                found);
        assertTrue(json(LIST + "?limit=6").get("before").isNull(), "a page that is just full is the last");
    }

    @Test
    void listedForecastsAreWhereTheListSays() throws Exception {
        for (JsonNode listed : json(LIST).get("forecasts")) {
            JsonNode forecast = json(listed.get("url").textValue());
            assertEquals(listed.get("baseTime"), forecast.get("baseTime"));
            assertEquals(listed.get("nowcaster"), forecast.get("model"));
        }
    }

    @Test
    void listIsOfTheTimesAndTheNowcasterThatAreAskedFor() throws Exception {
        assertEquals(
                List.of("2024-03-01T00:35:00Z rover"),
                names(json(LIST + "?from=20240301T003500Z&to=20240301T003500Z&nowcaster=rover")));
        assertEquals(List.of(), names(json(LIST + "?nowcaster=convlstm")));
        assertEquals(List.of(), names(json(LIST + "?from=20240301T004001Z")));
        assertEquals(2, names(json(LIST + "?to=20240301T003459Z")).size());
    }

    @Test
    void listOfAModelHasItsForecastsAloneAndPagesThatEnd(@TempDir Path other) throws Exception {
        String model = "ab".repeat(32);
        RainStore.append(other, RunningServer.FIRST, 7);
        List<ServedNowcaster> served = List.of(
                ServedNowcaster.withoutModel(new Persistence()),
                new ServedNowcaster("convlstm", model, new Persistence()));
        try (RunningServer changing =
                RunningServer.over(other, Settings.defaults().serve().server(), served)) {
            changing.append(other, 7);
            Answers ask = new Answers(changing.address());
            List<String> found = new ArrayList<>();
            String next = LIST + "?limit=1&model=" + model;
            JsonNode page = ask.json(next);
            for (;
                    !page.get("before").isNull();
                    page = ask.json(next + "&before=" + page.get("before").textValue())) {
                found.addAll(names(page));
            }
            found.addAll(names(page));
            assertEquals(List.of("2024-03-01T00:35:00Z convlstm", "2024-03-01T00:30:00Z convlstm"), found);
            assertEquals(List.of(), names(ask.json(LIST + "?model=" + "cd".repeat(32))));
            assertEquals(400, ask.status(LIST + "?model=convlstm"));
        }
    }

    @Test
    void scoresAreThoseOfRainThatStandsStill() throws Exception {
        JsonNode results = json(SCORES).get("results");
        assertEquals(
                List.of("persistence 5", "persistence 10", "rover 5", "rover 10"),
                StreamSupport.stream(results.spliterator(), false)
                        .map(result -> result.get("nowcaster").textValue() + " " + result.get("leadMinutes"))
                        .toList());
        JsonNode first = results.get(0);
        assertEquals(2, first.get("forecasts").intValue());
        assertEquals(2 * CELLS, first.get("cells").intValue());
        assertEquals(0, first.get("mse").doubleValue(), 1e-4);
        assertEquals(1, first.get("bias").doubleValue(), 1e-3);
        assertEquals(6, first.get("thresholds").size());
        for (JsonNode events : first.get("thresholds")) {
            assertEquals(2 * RAINY, events.get("hits").intValue());
            assertEquals(
                    0,
                    events.get("misses").intValue() + events.get("falseAlarms").intValue());
            assertEquals(1, events.get("csi").doubleValue());
        }
        assertEquals(1, results.get(1).get("forecasts").intValue());
    }

    @Test
    void scoresAreOfWhatIsAskedFor() throws Exception {
        JsonNode one = json(SCORES + "?nowcaster=rover&lead=10&threshold=0.5&from=2024-03-01&to=2024-03-01")
                .get("results");
        assertEquals(1, one.size(), one::toString);
        assertEquals("rover", one.at("/0/nowcaster").textValue());
        assertEquals(10, one.at("/0/leadMinutes").intValue());
        assertEquals(1, one.at("/0/thresholds").size());
        assertEquals(0.5, one.at("/0/thresholds/0/mmH").doubleValue());
        for (String none : List.of("from=2024-03-02", "to=2024-02-29", "lead=7", "model=" + "0".repeat(64))) {
            assertEquals(0, json(SCORES + "?" + none).get("results").size(), none);
        }
    }

    @Test
    void scoresAreOfAYearAtMostAndOfTheNewestWhereNoDaysAreNamed() throws Exception {
        JsonNode newest = json(SCORES);
        assertEquals(4, newest.get("results").size());
        for (String days : List.of("from=2023-03-02", "from=2023-03-02&to=2024-03-01", "to=2025-02-28")) {
            assertEquals(newest, json(SCORES + "?" + days), days);
        }
        assertEquals(0, json(SCORES + "?to=2025-03-02").get("results").size(), "a year that begins a day later");
        assertEquals(4, json(SCORES + "?by=day&from=2024-01-31").get("results").size(), "31 days");
        assertEquals(
                "from 2023-03-01 to 2024-03-01 is too long: 'from' and 'to' span at most 366 days,"
                        + " and 31 with 'by=day' and without 'lead'",
                JSON.readTree(get(SCORES + "?from=2023-03-01").body())
                        .get("detail")
                        .textValue());
    }

    @Test
    void scoresOfADayTellWhichDay() throws Exception {
        JsonNode days = json(SCORES + "?by=day&from=2024-02-01&to=2024-03-02&nowcaster=rover&lead=10&threshold=0.5")
                .get("results");
        assertEquals(1, days.size(), days::toString);
        assertEquals("2024-03-01", days.at("/0/day").textValue());
        assertEquals(1, days.at("/0/forecasts").intValue());
        assertEquals(RAINY, days.at("/0/thresholds/0/hits").intValue());
        assertTrue(json(SCORES).at("/results/0/day").isNull());
        assertEquals(
                4,
                json(SCORES + "?by=day&from=2024-02-01&to=2024-03-02")
                        .get("results")
                        .size(),
                "31 days");
        assertEquals(4, json(SCORES + "?by=day").get("results").size(), "the newest 31 days");
        assertEquals(4, json(SCORES + "?by=day&to=2024-03-01").get("results").size());
        assertEquals(
                2,
                json(SCORES + "?by=day&from=2024-01-01&to=2024-12-31&lead=5")
                        .get("results")
                        .size(),
                "366 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST + "?limit=0",
                LIST + "?limit=1001",
                LIST + "?limit=all",
                LIST + "?limit=-1",
                LIST + "?limit=1&limit=2",
                LIST + "?before=yesterday",
                LIST + "?before=20240230T000000Z_rover",
                LIST + "?before=20240301T003000Z_..%2f",
                LIST + "?from=2024-03-01",
                LIST + "?to=20240301",
                LIST + "?nowcaster=Rover",
                LIST + "?page=2",
                SCORES + "?days=3",
                SCORES + "?from=20240301T000000Z",
                SCORES + "?from=2024-02-30",
                SCORES + "?from=1969-12-31",
                SCORES + "?to=%2B10000-01-01",
                SCORES + "?from=2024-03-02&to=2024-03-01",
                SCORES + "?nowcaster=..%2f",
                SCORES + "?model=abc",
                SCORES + "?lead=0",
                SCORES + "?lead=five",
                SCORES + "?threshold=3",
                SCORES + "?threshold=NaN",
                SCORES + "?threshold=1&threshold=2",
                SCORES + "?by=week&from=2024-03-01&to=2024-03-01",
                SCORES + "?by=day&from=2024-01-30",
                SCORES + "?from=2023-03-01",
                SCORES + "?from=2023-03-01&to=2024-03-01",
                SCORES + "?from=2020-01-01&to=9999-12-31&nowcaster=rover&lead=5",
                SCORES + "/reliability?from=2023-03-01&to=2024-03-01&lead=5",
                SCORES + "?by=day&from=2024-02-01&to=2024-03-03",
                SCORES + "?by=day&from=2023-12-31&to=2024-12-31&lead=5",
            })
    void whatCannotBeAskedForIsRefused(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(400, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("forecasts")
                .forEach(forecast -> names.add(forecast.get("baseTime").textValue() + " "
                        + forecast.get("nowcaster").textValue()));
        return names;
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
