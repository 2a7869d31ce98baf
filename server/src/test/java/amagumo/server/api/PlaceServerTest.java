package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Persistence;
import amagumo.server.Answers;
import amagumo.server.SettableClock;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places in the newest forecast, which begins at 00:30 and ends at 01:45, at 00:33 unless the clock goes on. */
class PlaceServerTest {

    private static final String POINTS = "/api/v1/points?";
    private static final String RAINY = "lat=40&lon=140.5";

    private final SettableClock clock = new SettableClock(Instant.parse("2024-03-01T00:33:00Z"));

    private RunningServer server;
    private Answers ask;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        RainStore.append(directory, RunningServer.FIRST, 7);
        server = RunningServer.over(
                directory,
                Settings.defaults().serve().server(),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                clock);
        ask = new Answers(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void aForecastThatWasMadeAnewGivesItsOwnRatesHoweverOftenTheOldOnesWereGiven(String encoding, @TempDir Path other)
            throws Exception {
        try (RunningServer changing = RunningServer.start(other)) {
            Answers asked = new Answers(changing.address());
            String path = "/api/v1/forecasts/" + RunningServer.BASE + "/points?lat=40&lon=140.5";
            for (int i = 0; i < 2; i++) {
                assertEquals(40, lastRate(asked.get(path, "Accept-Encoding", encoding)));
            }
            RainStore.replaceByDry(other, Instant.parse("2024-03-01T00:30:00Z"));
            Kept.refresh(changing.forecasts);
            HttpResponse<byte[]> dry = asked.get(path, "Accept-Encoding", encoding);
            assertEquals(0, lastRate(dry));
            assertEquals("no-cache", Answers.header(dry, "Cache-Control"));
            assertEquals("Accept-Encoding", Answers.header(dry, "Vary"));
        }
    }

    private static double lastRate(HttpResponse<byte[]> answer) throws IOException {
        boolean isPacked = Answers.header(answer, "Content-Encoding").equals("gzip");
        InputStream body = new ByteArrayInputStream(answer.body());
        return new ObjectMapper()
                .readTree(isPacked ? new GZIPInputStream(body) : body)
                .at("/rates/19/rateMmH")
                .doubleValue();
    }

    @Test
    void aPlaceThatRadarSeesIsOkUntilTheForecastIsOver() throws Exception {
        JsonNode seen = ask.json(POINTS + RAINY);
        assertEquals("ok", seen.path("radar_coverage").textValue());
        assertEquals(20, seen.path("rates").size());
        clock.goOn(Duration.ofHours(2));
        JsonNode over = ask.json(POINTS + RAINY);
        assertEquals("temporarily unavailable", over.path("radar_coverage").textValue());
        assertEquals(
                "There is no forecast for now: the newest one ended at 10:45",
                over.path("sentence").textValue());
        assertEquals(20, over.path("rates").size());
    }

    @ParameterizedTest
    @CsvSource({"outside the area, lat=-33.9&lon=151.2, 0", "where no frame has data, lat=21&lon=119, 20"})
    void whereNoRadarSeesThereIsNoCoverage(String where, String place, int rates) throws Exception {
        JsonNode unseen = ask.json(POINTS + place);
        assertEquals("no coverage", unseen.path("radar_coverage").textValue(), where);
        assertEquals("No radar covers this place", unseen.path("sentence").textValue(), where);
        assertEquals(rates, unseen.path("rates").size(), where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lat=40&lon=140.5 | Asia/Tokyo | until at least 10:45, 40 mm/h now",
                "lat=40&lon=140.5&lang=en&timezone=Europe/Oslo | Europe/Oslo | until at least 02:45, 40 mm/h now",
                "lat=40&lon=140.5&lang=ja | Asia/Tokyo | 少なくとも10時45分まで激しい雨、現在40 mm/h",
                "lat=40&lon=140.5&lang=ja&timezone=UTC | UTC | 少なくとも1時45分まで激しい雨、現在40 mm/h",
                "lat=19.9&lon=140.5 | UTC | No radar covers this place",
                "lat=40&lon=-74 | UTC | No radar covers this place",
            })
    void theSentenceIsInTheLanguageAndTheTimeZoneThatAreAskedFor(String query, String timezone, String sentence)
            throws Exception {
        JsonNode answer = ask.json(POINTS + query);
        assertEquals(timezone, answer.path("timezone").textValue());
        String said = answer.path("sentence").textValue();
        assertTrue(said.endsWith(sentence), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lang=fr | 'lang' is en or ja",
                "lang= | 'lang' is en or ja",
                "timezone=Asia/Edo | 'timezone' is a name of the IANA's database, such as Asia/Tokyo",
                "timezone=%2B09:00 | 'timezone' is a name of the IANA's database, such as Asia/Tokyo",
            })
    void otherLanguagesAndTimeZonesAreRefused(String parameter, String detail) throws Exception {
        HttpResponse<byte[]> answer = ask.get(POINTS + RAINY + "&" + parameter);
        assertEquals(400, answer.statusCode());
        assertEquals(
                detail,
                new ObjectMapper().readTree(answer.body()).path("detail").textValue());
    }
}
