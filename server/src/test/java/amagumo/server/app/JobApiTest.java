package amagumo.server.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.RainStore;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.SampleModels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do over HTTP with the jobs and the models of the real server. */
class JobApiTest {

    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";
    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static Application server;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("store");
        RainStore.append(store, FIRST, 5);
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"),
                "serve { port = 0, state = \"%s\", http.token-file = \"%s\", model = none.zip }"
                        .formatted(directory, tokens));
        server = Application.start(
                new RadarFeed(FrameStore.open(store)),
                List.of(ServedNowcaster.withoutModel(new Persistence())),
                Settings.read(settings));
        server.firstForecast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRunThatWasAskedForIsFoundInTheAttemptsAndItsLogIsReadAsItGrows() throws Exception {
        HttpResponse<String> asked = post("/jobs/prune/run", "{\"at\":\"2024-03-01T00:17:00Z\"}");
        assertEquals(202, asked.statusCode(), asked::body);
        assertEquals(
                "{\"job\":\"prune\",\"nominalTime\":\"2024-03-01T00:17:00Z\","
                        + "\"attemptsUrl\":\"/api/v1/jobs/prune/attempts\"}",
                asked.body());
        JsonNode attempt = ended("2024-03-01T00:17:00Z");
        assertEquals("succeeded", attempt.path("outcome").textValue(), attempt::toString);
        assertEquals("HTTP from 127.0.0.1", attempt.path("startedBy").textValue());
        String path = "/attempts/" + attempt.path("id");
        assertEquals(attempt, json(path));

        HttpResponse<String> all = get(path + "/log");
        assertTrue(all.body().endsWith("succeeded: nothing had to be removed\n"), all::body);
        String next = all.headers().firstValue("Log-Next").orElseThrow();
        assertEquals(all.body().length(), Integer.parseInt(next));
        int firstLine = all.body().indexOf('\n') + 1;
        assertEquals(
                all.body().substring(firstLine),
                get(path + "/log?from=" + firstLine).body());
        assertEquals("", get(path + "/log?from=" + next).body());
        assertEquals("", get(path + "/log?from=999999999999999999").body());
        assertEquals(409, post(path + "/kill", "").statusCode());
    }

    @Test
    void aRunIsGivenWhatItsJobTakesAndItsAttemptKeepsIt() throws Exception {
        assertEquals(
                "[{\"name\":\"minutes\",\"least\":1,\"most\":60}]",
                job("train").path("runParameters").toString());
        assertEquals("[]", job("prune").path("runParameters").toString());
        for (String minutes : List.of("10", "\"10\"")) {
            HttpResponse<String> asked =
                    post("/jobs/train/run", "{\"parameters\":{\"minutes\":%s}}".formatted(minutes));
            assertEquals(202, asked.statusCode(), asked::body);
            String time = JSON.readTree(asked.body()).path("nominalTime").textValue();
            assertEquals(
                    "{\"minutes\":\"10\"}",
                    ended("train", time).path("parameters").toString());
        }
    }

    @Test
    void pagesOfAttemptsFollowEachOther() throws Exception {
        for (String at : List.of("2024-03-02T00:17:00Z", "2024-03-03T00:17:00Z")) {
            post("/jobs/prune/run", "{\"at\":\"%s\"}".formatted(at));
            ended(at);
        }
        JsonNode first = json("/jobs/prune/attempts?limit=1");
        assertEquals(1, first.path("attempts").size());
        assertEquals(first.at("/attempts/0/id"), first.path("before"));
        JsonNode second = json("/jobs/prune/attempts?limit=500&before=" + first.path("before"));
        assertTrue(
                second.at("/attempts/0/id").longValue() < first.path("before").longValue());
        assertTrue(second.path("before").isNull(), second::toString);
    }

    @Test
    void aPausedJobSaysSoAndRefusesRunsUntilItIsResumed() throws Exception {
        assertEquals(
                204,
                post("/jobs/verify/pause", "{\"reason\":\"disk is being moved\"}")
                        .statusCode());
        JsonNode paused = job("verify");
        assertEquals(
                "HTTP from 127.0.0.1: disk is being moved",
                paused.path("paused").textValue());
        HttpResponse<String> refused = post("/jobs/verify/run", "");
        assertEquals(409, refused.statusCode());
        assertEquals(
                "the job verify is paused by HTTP from 127.0.0.1: disk is being moved",
                JSON.readTree(refused.body()).path("detail").textValue());
        assertEquals(204, post("/jobs/verify/resume", "").statusCode());
        assertTrue(job("verify").path("paused").isNull());
    }

    @Test
    void aValueThatIsLeftForTheNextRunIsRead() throws Exception {
        HttpResponse<String> put = send("PUT", "/jobs/prune/parameters/note", "{\"value\":\"twice\"}", true);
        assertEquals(204, put.statusCode(), put::body);
        assertEquals(
                "twice", json("/jobs/prune/parameters").at("/parameters/note").textValue());
    }

    @Test
    void aRangeIsBackfilledOnceAndOneWithoutARuleIsRefused() throws Exception {
        String range = "{\"from\":\"2024-04-01T00:00:00Z\",\"until\":\"2024-04-01T01:00:00Z\"}";
        assertEquals(202, post("/jobs/prune/backfill", range).statusCode());
        assertEquals("succeeded", ended("2024-04-01T00:17:00Z").path("outcome").textValue());
        awaitEndOfBackfills();
        HttpResponse<String> refused = post("/jobs/watch/backfill", range);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("the nominal times of watch follow from no rule"), refused::body);
        assertEquals(
                400,
                post("/jobs/prune/backfill", "{\"from\":\"2024-04-01T01:00:00Z\",\"until\":\"2024-04-01T00:00:00Z\"}")
                        .statusCode());
    }

    private static void awaitEndOfBackfills() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!job("prune").path("backfills").isEmpty()) {
            assertTrue(System.nanoTime() < end, () -> "the backfill does not end");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aBackfillTellsHowFarItIsAndAPlannedRunWhenItBegins() throws Exception {
        post("/jobs/prune/pause", "");
        post("/jobs/prune/backfill", "{\"from\":\"2024-05-01T00:17:00Z\",\"until\":\"2024-05-01T03:00:00Z\"}");
        JsonNode paused = job("prune");
        assertEquals(
                "{\"from\":\"2024-05-01T00:17:00Z\",\"until\":\"2024-05-01T03:00:00Z\","
                        + "\"startedBy\":\"HTTP from 127.0.0.1\",\"done\":0,\"total\":3}",
                paused.at("/backfills/0").toString());
        assertEquals(3600, paused.path("stepSeconds").intValue());
        assertEquals(17 * 60, Instant.parse(paused.path("nextRun").textValue()).getEpochSecond() % 3600);
        post("/jobs/prune/resume", "");
        ended("2024-05-01T02:17:00Z");
        awaitEndOfBackfills();
        assertEquals(1, job("watch").path("running").intValue());
        assertTrue(json("/status").at("/queue/running").intValue() >= 1);
    }

    @Test
    void aBackfillIsCancelledAndOneThatIsNotThereCannotBe() throws Exception {
        post("/jobs/prune/pause", "");
        try {
            post("/jobs/prune/backfill", "{\"from\":\"2024-06-01T00:17:00Z\",\"until\":\"2024-06-30T03:00:00Z\"}");
            assertEquals(204, send("DELETE", "/jobs/prune/backfill", "", true).statusCode());
            assertTrue(job("prune").path("backfills").isEmpty());
            HttpResponse<String> again = send("DELETE", "/jobs/prune/backfill", "", true);
            assertEquals(409, again.statusCode());
            assertTrue(again.body().contains("no range of prune is being backfilled"), again::body);
        } finally {
            post("/jobs/prune/resume", "");
        }
    }

    @Test
    void modelsArePromotedAndRolledBackWithAReason() throws Exception {
        try (Database database = Database.open(Settings.defaults().database(), directory)) {
            ModelRegistry registry = ModelRegistry.of(database, directory, Clock.systemUTC());
            registry.register(SampleModels.write(directory, "one"), "a test");
            registry.register(SampleModels.write(directory, "two"), "a test");
        }
        assertEquals(200, post("/models/1/promote", "{\"why\":\"the first\"}").statusCode());
        JsonNode promoted =
                JSON.readTree(post("/models/2/promote", "{\"why\":\"better\"}").body());
        assertEquals("{\"champion\":2,\"previous\":1}", promoted.path("aliases").toString());
        assertEquals("better", promoted.at("/moves/0/why").textValue());
        assertEquals("HTTP from 127.0.0.1", promoted.at("/moves/0/who").textValue());
        assertEquals(409, post("/models/2/promote", "{\"why\":\"again\"}").statusCode());
        JsonNode back =
                JSON.readTree(post("/models/rollback", "{\"why\":\"worse\"}").body());
        assertEquals(1, back.at("/aliases/champion").intValue());
        assertEquals("one", json("/models/1").path("name").textValue());
        assertEquals(2, json("/models").path("versions").size());
        assertEquals(
                1, json("/models?limit=1&before=2").at("/versions/0/version").intValue());
        assertEquals(404, get("/models/3").statusCode());
        assertEquals(404, post("/models/3/promote", "{\"why\":\"none\"}").statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET | /jobs?limit=1 | | 400 | there is no query parameter 'limit'",
                "GET | /jobs/prune/attempts?limit=501 | | 400 | 'limit' must be a whole number from 1 to 500",
                "GET | /jobs/prune/attempts?before=x | | 400 | 'before' must be a whole number of 1 to 18 digits",
                "GET | /jobs/dance/attempts | | 404 | there is no job 'dance'; there are forecast, promote, prune, train, verify, watch",
                "GET | /attempts/99999999 | | 404 | there is no attempt 99999999",
                "GET | /attempts/one | | 400 | the number of an attempt must be a whole number of 1 to 18 digits",
                "GET | /attempts/1/log?from=-1 | | 400 | 'from' must be a whole number of 1 to 18 digits",
                "POST | /jobs/watch/run | {} | 409 | the job watch runs all the time",
                "POST | /jobs/prune/run | {\"at\":\"today\"} | 400 | 'at' is a time, written as 2024-03-01T00:00:00Z",
                "POST | /jobs/prune/run | {\"when\":1} | 400 | the body has no field 'when'",
                "POST | /jobs/prune/run | {\"at\":1} | 400 | the field 'at' of the body is not what it must be",
                "POST | /jobs/prune/run | {\"parameters\":{\"a\":\"b\"}} | 400 | a run of prune takes no parameters, not a=b",
                "POST | /jobs/train/run | {\"parameters\":{\"minutes\":61}} | 400 | a run of train takes minutes from 1 to 60, not minutes=61",
                "POST | /jobs/train/run | {\"parameters\":{\"minutes\":null}} | 400 | a run of train takes minutes from 1 to 60, not minutes=null",
                "POST | /jobs/train/run | {\"parameters\":10} | 400 | the field 'parameters' of the body is not what it must be",
                "POST | /jobs/prune/run | [] | 400 | the body is not a JSON object",
                "POST | /jobs/prune/run | {} {} | 400 | the body is not a JSON object",
                "POST | /jobs/prune/run | at=now | 400 | the body is not JSON",
                "POST | /jobs/prune/backfill | {} | 400 | the body lacks the field 'from'",
                "PUT | /jobs/prune/parameters/a%20b | {\"value\":\"\"} | 400 | a parameter's name is of 1 to 100 letters, digits, dots, hyphens and underscores",
                "PUT | /jobs/prune/parameters/a | {} | 400 | the body lacks the field 'value'",
                "POST | /models/1/promote | {} | 400 | the field 'why' of the body says why, in 1 to 1000 letters",
                "GET | /models/first | | 400 | the number of a model version must be a whole number of 1 to 18 digits",
                "GET | /models?limit=0 | | 400 | 'limit' must be a whole number from 1 to 1000",
            })
    void whatCannotBeAskedForIsRefusedInASentence(String method, String path, String body, int status, String detail)
            throws Exception {
        HttpResponse<String> answer = send(method, path, body == null ? "" : body, true);
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(detail, JSON.readTree(answer.body()).path("detail").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /jobs/prune/run",
        "POST, /jobs/prune/pause",
        "POST, /jobs/prune/resume",
        "POST, /jobs/prune/backfill",
        "DELETE, /jobs/prune/backfill",
        "PUT, /jobs/prune/parameters/note",
        "POST, /attempts/1/kill",
        "POST, /models/1/promote",
        "POST, /models/rollback"
    })
    void nothingIsChangedWithoutAToken(String method, String path) throws Exception {
        assertEquals(401, send(method, path, "{}", false).statusCode());
    }

    private static JsonNode job(String name) throws Exception {
        for (JsonNode job : json("/jobs").path("jobs")) {
            if (job.path("name").textValue().equals(name)) {
                return job;
            }
        }
        throw new AssertionError("there is no job " + name);
    }

    /** The newest attempt of the job prune for a time, once it has ended. */
    private static JsonNode ended(String nominalTime) throws Exception {
        return ended("prune", nominalTime);
    }

    private static JsonNode ended(String job, String nominalTime) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode attempt :
                    json("/jobs/%s/attempts?limit=500".formatted(job)).path("attempts")) {
                if (attempt.path("nominalTime").textValue().equals(nominalTime)
                        && !attempt.path("end").isNull()) {
                    return attempt;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no attempt for %s ended within %s".formatted(nominalTime, PATIENCE));
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", false);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body, true);
    }

    private static HttpResponse<String> send(String method, String path, String body, boolean token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve("/api/v1" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
