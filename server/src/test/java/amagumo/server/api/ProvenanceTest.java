package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Persistence;
import amagumo.server.Answers;
import amagumo.server.CoverageJsonSchema;
import amagumo.server.config.Settings;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ucar.nc2.NetcdfFile;

/** Each answer with rates that were derived from something else than radar files says so, in the words of the store. */
class ProvenanceTest {

    private static final String PROVENANCE = "from colour classes of a map, in mm/h: 1 to 5 as 2.24";
    private static final String FORECAST = "/api/v1/forecasts/" + RunningServer.BASE;
    private static final String LEAD = FORECAST + "/frames/25";
    private static final String OBSERVATION = "/api/v1/observations/" + RunningServer.BASE;
    private static final String EDR = "/edr/collections";
    private static final String POSITION = "/position?coords=POINT(140.5%2040)";
    private static final String PLACE = "?lat=40&lon=140.5";

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static Answers ask;

    @BeforeAll
    static void start() throws IOException {
        RainStore.describe(directory, PROVENANCE);
        RainStore.append(directory, RunningServer.FIRST, 7);
        server = RunningServer.over(directory, Settings.defaults().serve().server(), new Probable(), new Persistence());
        ask = new Answers(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/forecasts/latest",
                FORECAST,
                FORECAST + "/points" + PLACE,
                "/api/v1/points" + PLACE,
                "/api/v1/observations"
            })
    void answersOfTheApiHaveItAsTheirProvenance(String path) throws Exception {
        assertEquals(PROVENANCE, ask.json(path).path("provenance").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        FORECAST + ".nc, amagumo probable",
        FORECAST + ".nc?probability=1, amagumo probable",
        LEAD + ".nc, amagumo probable",
        OBSERVATION + ".nc, radar"
    })
    void netcdfHasItInTheAttributeThatIsForIt(String path, String source) throws Exception {
        try (NetcdfFile file =
                NetcdfFile.openInMemory("answer.nc", ask.get(path).body())) {
            assertEquals(
                    source + "; observed values: " + PROVENANCE,
                    file.findGlobalAttribute("source").getStringValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        FORECAST + ".covjson, rainfall_rate",
        LEAD + ".covjson, rainfall_rate",
        LEAD + ".covjson?probability=1, exceedance_probability",
        OBSERVATION + ".covjson, rainfall_rate",
        EDR + "/observed" + POSITION + ", rainfall_rate",
        EDR + "/forecast-probable" + POSITION + ", rainfall_rate"
    })
    void coverageJsonHasItInTheDescriptionOfItsParameter(String path, String parameter) throws Exception {
        JsonNode coverage = ask.json(path);
        assertDescribed(coverage.at("/parameters/" + parameter));
        CoverageJsonSchema.holds(coverage.toString());
    }

    @Test
    void edrCollectionsHaveItInTheDescriptionOfTheirParameter() throws Exception {
        JsonNode collections = ask.json(EDR).path("collections");
        assertEquals(3, collections.size());
        collections.forEach(collection -> assertDescribed(collection.at("/parameter_names/rainfall_rate")));
    }

    private static void assertDescribed(JsonNode parameter) {
        JsonNode description = parameter.path("description");
        assertTrue(description.path("en").asText().endsWith(". Observed values: " + PROVENANCE), parameter::toString);
        assertTrue(description.path("ja").asText().endsWith("。観測値: " + PROVENANCE), parameter::toString);
    }
}
