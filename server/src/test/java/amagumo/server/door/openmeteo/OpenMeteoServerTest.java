package amagumo.server.door.openmeteo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.NpmClients;
import amagumo.server.door.DoorServer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openmeteo.sdk.Unit;
import com.openmeteo.sdk.Variable;
import com.openmeteo.sdk.VariableWithValues;
import com.openmeteo.sdk.VariablesSearch;
import com.openmeteo.sdk.VariablesWithTime;
import com.openmeteo.sdk.WeatherApiResponse;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are those of {@code RainStore}: 40 mm/h are 10 mm in a quarter of an hour. */
class OpenMeteoServerTest {

    /** Keeps the digits that were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String RAINY = "/v1/forecast?latitude=40&longitude=140.5";

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
    void quartersOfAnHourAreSumsOfWhatWasObservedAndIsForecastBeforeThem() throws Exception {
        JsonNode answer = json(RAINY + "&minutely_15=precipitation,rain&past_minutely_15=2&forecast_minutely_15=7");
        assertEquals(40 + 1 / 24.0, answer.get("latitude").doubleValue(), 1e-5, "the centre of the cell");
        assertEquals("GMT", answer.get("timezone").textValue());
        assertEquals("GMT", answer.get("timezone_abbreviation").textValue());
        assertEquals(0, answer.get("utc_offset_seconds").intValue());
        assertTrue(answer.get("generationtime_ms").doubleValue() > 0);
        assertEquals(
                "{\"time\":\"iso8601\",\"precipitation\":\"mm\",\"rain\":\"mm\"}",
                answer.get("minutely_15_units").toString());
        JsonNode quarters = answer.get("minutely_15");
        assertEquals(
                List.of(
                        "2024-03-01T00:00",
                        "2024-03-01T00:15",
                        "2024-03-01T00:30",
                        "2024-03-01T00:45",
                        "2024-03-01T01:00",
                        "2024-03-01T01:15",
                        "2024-03-01T01:30",
                        "2024-03-01T01:45",
                        "2024-03-01T02:00"),
                texts(quarters.get("time")));
        assertEquals(
                "[null,10.00,10.00,10.00,10.00,10.00,10.00,10.00,null]",
                quarters.get("precipitation").toString(),
                "before the first frame and after the last lead nothing is known");
        assertEquals(quarters.get("precipitation"), quarters.get("rain"));
        assertEquals(
                List.of(
                        "latitude",
                        "longitude",
                        "generationtime_ms",
                        "utc_offset_seconds",
                        "timezone",
                        "timezone_abbreviation",
                        "minutely_15_units",
                        "minutely_15"),
                fields(answer));
    }

    @Test
    void whatARadarDoesNotSeeIsNull() throws Exception {
        JsonNode answer = json(
                "/v1/forecast?latitude=21&longitude=119&minutely_15=precipitation,temperature_2m&forecast_minutely_15=1");
        assertEquals("[null]", answer.at("/minutely_15/precipitation").toString());
        assertEquals("[null]", answer.at("/minutely_15/temperature_2m").toString());
        assertEquals("undefined", answer.at("/minutely_15_units/temperature_2m").textValue());
        assertEquals(
                "[0.00]",
                json("/v1/forecast?latitude=30&longitude=130&minutely_15=rain&forecast_minutely_15=1")
                        .at("/minutely_15/rain")
                        .toString());
    }

    @Test
    void timesAreLocalOrSecondsOfUtcAndAmountsMayBeInches() throws Exception {
        String inJapan = RAINY + "&timezone=Asia/Tokyo&minutely_15=precipitation&forecast_minutely_15=1";
        JsonNode local = json(inJapan + "&precipitation_unit=inch");
        assertEquals(32_400, local.get("utc_offset_seconds").intValue());
        assertEquals("Asia/Tokyo", local.get("timezone").textValue());
        assertEquals("JST", local.get("timezone_abbreviation").textValue());
        assertEquals("2024-03-01T09:30", local.at("/minutely_15/time/0").textValue());
        assertEquals("inch", local.at("/minutely_15_units/precipitation").textValue());
        assertEquals("0.394", local.at("/minutely_15/precipitation/0").asText(), "10 mm");
        JsonNode seconds = json(inJapan + "&timeformat=unixtime");
        assertEquals(
                Instant.parse("2024-03-01T00:30:00Z").getEpochSecond(),
                seconds.at("/minutely_15/time/0").longValue());
        assertEquals("unixtime", seconds.at("/minutely_15_units/time").textValue());
    }

    @Test
    void currentIsTheQuarterOfAnHourThatEndedLast() throws Exception {
        JsonNode answer = json(RAINY + "&current=precipitation&timezone=auto");
        assertEquals("Asia/Tokyo", answer.get("timezone").textValue());
        assertEquals(
                "{\"time\":\"iso8601\",\"interval\":\"seconds\",\"precipitation\":\"mm\"}",
                answer.get("current_units").toString());
        assertEquals(
                "{\"time\":\"2024-03-01T09:30\",\"interval\":900,\"precipitation\":10.00}",
                answer.get("current").toString());
    }

    @Test
    void unlessTimesAreGivenThereAreThreeDaysFromMidnightOfTheZone() throws Exception {
        JsonNode times = json(RAINY + "&minutely_15=rain&timezone=Asia/Tokyo").at("/minutely_15/time");
        assertEquals(288, times.size());
        assertEquals("2024-03-01T00:00", times.get(0).textValue());
        assertEquals("2024-03-03T23:45", times.get(287).textValue());
    }

    @Test
    void timesFromAStartToAnEndAreLocalAndBothIncluded() throws Exception {
        JsonNode quarters = json(RAINY + "&minutely_15=precipitation&timezone=Asia/Tokyo"
                        + "&start_minutely_15=2024-03-01T09:20&end_minutely_15=2024-03-01T09:45")
                .get("minutely_15");
        assertEquals(List.of("2024-03-01T09:15", "2024-03-01T09:30", "2024-03-01T09:45"), texts(quarters.get("time")));
        assertEquals("[10.00,10.00,10.00]", quarters.get("precipitation").toString());
    }

    @Test
    void daysAndHoursFromAStartToAnEndAreLocalAndWhole() throws Exception {
        String inJapan = RAINY + "&minutely_15=precipitation&timezone=Asia/Tokyo";
        List<String> days = texts(
                json(inJapan + "&start_date=2024-03-01&end_date=2024-03-02").at("/minutely_15/time"));
        assertEquals(192, days.size());
        assertEquals("2024-03-01T00:00", days.get(0));
        assertEquals("2024-03-02T23:45", days.get(191));
        assertEquals(
                96,
                json(inJapan + "&start_date=2024-02-28&end_date=2024-02-28")
                        .at("/minutely_15/time")
                        .size());
        JsonNode hours = json(inJapan + "&start_hour=2024-03-01T09:00&end_hour=2024-03-01T09:00"
                        + "&start_date=2024-03-01&end_date=2024-03-02")
                .get("minutely_15");
        assertEquals(
                List.of("2024-03-01T09:00", "2024-03-01T09:15", "2024-03-01T09:30", "2024-03-01T09:45"),
                texts(hours.get("time")),
                "the finer range holds");
        assertEquals("[null,10.00,10.00,10.00]", hours.get("precipitation").toString());
    }

    @Test
    void severalPlacesAreAnsweredInTheirOrder() throws Exception {
        JsonNode answers =
                json("/v1/forecast?latitude=30,40&longitude=130,140.5&minutely_15=rain&forecast_minutely_15=1");
        assertEquals(2, answers.size());
        assertEquals("[0.00]", answers.at("/0/minutely_15/rain").toString());
        assertEquals("[10.00]", answers.at("/1/minutely_15/rain").toString());
        assertTrue(answers.at("/0/location_id").isMissingNode());
        assertEquals(1, answers.at("/1/location_id").intValue());
        assertEquals(
                answers.get(1).get("minutely_15"),
                json("/v1/forecast?latitude=30&latitude=40&longitude=130&longitude=140.5"
                                + "&minutely_15=rain&forecast_minutely_15=1")
                        .get(1)
                        .get("minutely_15"));
    }

    @Test
    void whatIsNotKnownIsIgnoredAndPagesOfOtherSitesMayRead() throws Exception {
        HttpResponse<byte[]> answer =
                server.get(RAINY + "&hourly=temperature_2m&models=jma_seamless&cell_selection=land&apikey2=x&_=1");
        assertEquals(200, answer.statusCode());
        assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
        assertEquals("cross-origin", header(answer, "Cross-Origin-Resource-Policy"));
        assertEquals("application/json;charset=utf-8", header(answer, "Content-Type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latitude=91&longitude=0 | Latitude must be in range of -90 to 90°. Given: 91.",
                "latitude=1&longitude=-180.5 | Longitude must be in range of -180 to 180°. Given: -180.5.",
                "latitude=NaN&longitude=0 | Latitude must be in range of -90 to 90°. Given: NaN.",
                "latitude=a%0Ab&longitude=0 | Latitude must be in range of -90 to 90°. Given: a?b.",
                "latitude=40,41&longitude=140 | Parameter 'latitude' and 'longitude' must have the same number of elements",
                "minutely_15=rain | Parameter 'latitude' and 'longitude' must not be empty",
                "latitude=52.5&longitude=13.4 | No data is available for this location",
                "latitude=40&longitude=140&timezone=Mars/Base | Invalid timezone",
                "latitude=40&longitude=140&timezone=GMT%2B25 | Invalid timezone",
                "latitude=40&longitude=140&format=csv | Parameter 'format' must be json or flatbuffers. Given: csv.",
                "latitude=40&longitude=140&past_minutely_15=-1"
                        + " | Parameter 'past_minutely_15' is invalid. Allowed range 0 to 8832. Given: -1.",
                "latitude=40&longitude=140&forecast_minutely_15=99999999999"
                        + " | Parameter 'forecast_minutely_15' is invalid. Allowed range 0 to 1536. Given: 99999999999.",
                "latitude=40&longitude=140&minutely_15=Rain"
                        + " | A variable's name is made of lower-case letters, digits and '_'",
                "latitude=40&longitude=140&start_minutely_15=2024-03-01T00:00"
                        + " | Both 'start_minutely_15' and 'end_minutely_15' must be set in the url",
                "latitude=40&longitude=140&start_minutely_15=2024-03-01T00:15&end_minutely_15=2024-03-01T00:00"
                        + " | End-date must be larger or equals than start-date",
                "latitude=40&longitude=140&start_minutely_15=2024-03-01T00:00&end_minutely_15=2025-03-01T00:00"
                        + " | Parameter 'end_minutely_15' is out of allowed range: at most 108 days after the start",
                "latitude=40&longitude=140&start_minutely_15=2024-02-30T00:00&end_minutely_15=2024-03-01T00:00"
                        + " | Parameter 'start_minutely_15' is a local time, written as 2024-03-01T09:15."
                        + " Given: 2024-02-30T00:00.",
                "latitude=40&longitude=140&past_days=1&start_minutely_15=2024-03-01T00:00"
                        + "&end_minutely_15=2024-03-01T00:00"
                        + " | Parameter 'past_days' is mutually exclusive with 'start_date' and 'end_date'",
                "latitude=40&longitude=140&forecast_days=2&start_date=2024-03-01&end_date=2024-03-01"
                        + " | Parameter 'forecast_days' is mutually exclusive with 'start_date' and 'end_date'",
                "latitude=40&longitude=140&forecast_minutely_15=4&start_hour=2024-03-01T00:00&end_hour=2024-03-01T00:00"
                        + " | Parameter 'forecast_minutely_15' is mutually exclusive with 'start_date' and 'end_date'",
                "latitude=40&longitude=140&start_date=2024-03-01 | Both 'start_date' and 'end_date' must be set in the url",
                "latitude=40&longitude=140&end_hour=2024-03-01T00:00"
                        + " | Both 'start_hour' and 'end_hour' must be set in the url",
                "latitude=40&longitude=140&start_date=2024-03-02&end_date=2024-03-01"
                        + " | End-date must be larger or equals than start-date",
                "latitude=40&longitude=140&start_date=2024-03-01&end_date=2024-06-17"
                        + " | Parameter 'end_date' is out of allowed range: at most 108 days after the start",
                "latitude=40&longitude=140&start_date=20240301&end_date=2024-03-01"
                        + " | Invalid date format. Make sure to use 'YYYY-MM-DD'",
                "latitude=40&longitude=140&start_date=2024-02-30&end_date=2024-03-01"
                        + " | Invalid date format. Make sure to use 'YYYY-MM-DD'"
            })
    void whatCannotBeAnsweredHasStatus400AndAReason(String query, String reason) throws Exception {
        HttpResponse<byte[]> answer = server.get("/v1/forecast?" + query);
        assertEquals(400, answer.statusCode());
        assertEquals("application/json;charset=utf-8", header(answer, "Content-Type"));
        JsonNode failure = JSON.readTree(answer.body());
        assertEquals(List.of("reason", "error"), fields(failure));
        assertEquals(reason, failure.get("reason").textValue());
        assertTrue(failure.get("error").booleanValue());
    }

    @Test
    void listsAndAnswersHaveABound() throws Exception {
        String hundredAndOne = "40,".repeat(101);
        assertEquals(
                "Parameter 'latitude' must not exceed 100 elements",
                reason("/v1/forecast?latitude=" + hundredAndOne + "&longitude=" + hundredAndOne));
        assertEquals(
                "Parameter 'minutely_15' must not exceed 20 elements",
                reason(RAINY + "&minutely_15=" + "rain,".repeat(21)));
        String hundred = "40,".repeat(100);
        assertEquals(
                "Places, variables and times together ask for 148800 values, more than 100000",
                reason("/v1/forecast?latitude=" + hundred + "&longitude=" + hundred.replace("40", "140")
                        + "&minutely_15=rain&forecast_minutely_15=1488"));
    }

    @Test
    void withoutFramesItIsToldToComeAgain(@TempDir Path other) throws Exception {
        try (DoorServer awaiting = DoorServer.awaiting(other)) {
            HttpResponse<byte[]> answer = awaiting.get(RAINY);
            assertEquals(503, answer.statusCode());
            assertEquals("30", header(answer, "Retry-After"));
            assertEquals(
                    "{\"reason\":\"There are no data yet\",\"error\":true}",
                    new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theFlatBuffersAreReadByOpenMeteosOwnSdk() throws Exception {
        HttpResponse<byte[]> answer = server.get(
                "/v1/forecast?latitude=40,21&longitude=140.5,119&timezone=Asia/Tokyo&current=rain"
                        + "&minutely_15=precipitation,snowfall&past_minutely_15=2&forecast_minutely_15=2&format=flatbuffers");
        assertEquals("application/octet-stream", header(answer, "Content-Type"));
        List<WeatherApiResponse> messages = messages(answer.body());
        assertEquals(2, messages.size());
        WeatherApiResponse rainy = messages.get(0);
        assertEquals(40, rainy.latitude(), 0.1);
        assertEquals("Asia/Tokyo", rainy.timezone());
        assertEquals("JST", rainy.timezoneAbbreviation());
        assertEquals(32_400, rainy.utcOffsetSeconds());
        VariablesWithTime quarters = rainy.minutely15();
        assertEquals(DoorServer.FIRST.getEpochSecond(), quarters.time());
        assertEquals(DoorServer.FIRST.plus(Duration.ofHours(1)).getEpochSecond(), quarters.timeEnd());
        assertEquals(900, quarters.interval());
        VariableWithValues amounts =
                new VariablesSearch(quarters).variable(Variable.precipitation).first();
        assertEquals(Unit.millimetre, amounts.unit());
        assertEquals(List.of(Float.NaN, 10f, 10f, 10f), values(amounts));
        assertEquals(2, quarters.variablesLength());
        assertEquals(Unit.undefined, quarters.variables(1).unit());
        assertEquals(10, rainy.current().variables(0).value());
        WeatherApiResponse unseen = messages.get(1);
        assertEquals(1, unseen.locationId());
        assertEquals(
                List.of(Float.NaN, Float.NaN, Float.NaN, Float.NaN),
                values(unseen.minutely15().variables(0)));
    }

    @Test
    void theNpmPackageOpenmeteoReadsAnswersAndReasons() throws Exception {
        NpmClients.installed("openmeteo");
        JsonNode answers = asked("{\"latitude\":[40,30],\"longitude\":[140.5,130],\"timezone\":\"Asia/Tokyo\","
                + "\"minutely_15\":[\"precipitation\",\"rain\"],\"past_minutely_15\":1,\"forecast_minutely_15\":2,"
                + "\"current\":\"precipitation\"}");
        assertEquals(2, answers.size());
        assertEquals("Asia/Tokyo", answers.at("/0/timezone").textValue());
        assertEquals(32_400, answers.at("/0/utcOffsetSeconds").intValue());
        assertEquals(
                "[10,10,10]", answers.at("/0/minutely15/variables/0/values").toString());
        assertEquals(
                "[10,10,10]", answers.at("/0/minutely15/variables/1/values").toString());
        assertEquals(
                Variable.rain, answers.at("/0/minutely15/variables/1/variable").intValue());
        assertEquals(900, answers.at("/0/minutely15/interval").intValue());
        assertEquals(
                DoorServer.BASE.getEpochSecond() - 900,
                answers.at("/0/minutely15/time").longValue());
        assertEquals(10, answers.at("/0/current/variables/0/value").doubleValue());
        assertEquals("[0,0,0]", answers.at("/1/minutely15/variables/0/values").toString());
        assertEquals(
                "No data is available for this location",
                asked("{\"latitude\":52.5,\"longitude\":13.4,\"minutely_15\":\"rain\"}")
                        .get("message")
                        .textValue());
    }

    private static JsonNode asked(String parameters) throws Exception {
        String address = server.address("/v1/forecast").toString();
        return JSON.readTree(NpmClients.run(Duration.ofSeconds(30), "openmeteo.mjs", address, parameters));
    }

    /** As Open-Meteo's README splits them: the length, little-endian, before each. */
    private static List<WeatherApiResponse> messages(byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        List<WeatherApiResponse> messages = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = buffer.getInt();
            messages.add(WeatherApiResponse.getRootAsWeatherApiResponse(
                    buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN)));
            buffer.position(buffer.position() + length);
        }
        return messages;
    }

    private static List<Float> values(VariableWithValues variable) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < variable.valuesLength(); i++) {
            values.add(variable.values(i));
        }
        return values;
    }

    private static String reason(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertEquals(400, answer.statusCode());
        return JSON.readTree(answer.body()).get("reason").textValue();
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

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
