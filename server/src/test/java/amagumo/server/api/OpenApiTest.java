package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Persistence;
import amagumo.server.Answers;
import amagumo.server.config.Door;
import amagumo.server.config.Settings;
import amagumo.server.door.Doors;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.Probable;
import amagumo.server.forecast.RainStore;
import amagumo.server.http.OpenApiDocument;
import amagumo.server.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document is written by hand: what it says is held to what the server does. */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** HEAD goes with each GET. */
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final JsonNode document = read();

    @Test
    void describesEveryRouteAndNoOther(@TempDir Path directory) {
        Javalin javalin = Javalin.create(config -> addAll(new Routes(config, Duration.ofSeconds(1)), directory));
        Set<String> routes = javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> METHODS.contains(endpoint.method.name()))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertEquals(described, routes);
    }

    @Test
    void describesTheQueryParametersThatAreTakenAndNoOthers(@TempDir Path directory) {
        Map<String, Set<String>> taken = new TreeMap<>();
        Javalin.create(config -> {
            Routes routes = new Routes(config, Duration.ofSeconds(1));
            addAll(routes, directory);
            routes.parameters().forEach((route, names) -> taken.put(route, new TreeSet<>(names)));
        });
        Map<String, Set<String>> described = new TreeMap<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> described.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        queryParameters(operation.getValue()))));
        described.keySet().retainAll(taken.keySet()); // doors refuse none
        assertEquals(described, taken);
    }

    private Set<String> queryParameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode listed : operation.path("parameters")) {
            JsonNode parameter = OpenApiDocument.resolved(document, listed);
            if (parameter.get("in").textValue().equals("query")) {
                names.add(parameter.get("name").textValue());
            }
        }
        return names;
    }

    @Test
    void everyAddressRefusesAQueryParameterThatItDoesNotKnow(@TempDir Path directory) throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Answers ask = new Answers(server.address());
            int asked = 0;
            for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
                if (path.getKey().startsWith(Api.V1) && path.getValue().has("get")) {
                    String address = path.getKey().replaceAll("\\{\\w+}", "1") + "?nonsense=1";
                    HttpResponse<byte[]> answer = ask.get(address);
                    assertEquals(400, answer.statusCode(), address);
                    assertEquals(
                            "there is no query parameter 'nonsense'",
                            JSON.readTree(answer.body()).path("detail").textValue(),
                            address);
                    asked++;
                }
            }
            assertTrue(asked > 30, asked + " addresses");
        }
    }

    @Test
    void aNumberBeyondADescribedBoundIsRefusedByItsName(@TempDir Path directory) throws Exception {
        try (RunningServer server = RunningServer.start(directory)) {
            Answers ask = new Answers(server.address());
            int asked = 0;
            for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
                JsonNode operation = path.getValue().path("get");
                if (!path.getKey().startsWith(Api.V1)
                        || operation.path("responses").has("403")) {
                    continue; // what needs a token is answered to nobody else
                }
                for (JsonNode listed : operation.path("parameters")) {
                    JsonNode parameter = OpenApiDocument.resolved(document, listed);
                    JsonNode schema = parameter.get("schema");
                    if (parameter.get("in").textValue().equals("query") && schema.has("maximum")) {
                        String name = parameter.get("name").textValue();
                        for (long beyond : List.of(
                                schema.get("maximum").longValue() + 1,
                                schema.get("minimum").longValue() - 1)) {
                            requireRefused(ask, existing(path.getKey()), name, beyond);
                            asked++;
                        }
                    }
                }
            }
            assertTrue(asked > 20, asked + " numbers");
        }
    }

    private static void requireRefused(Answers ask, String address, String name, long value) throws Exception {
        String place = name.equals("lat") ? "lon=139" : name.equals("lon") ? "lat=35" : "lat=35&lon=139";
        String others = address.endsWith("/points") ? place + "&" : "";
        HttpResponse<byte[]> answer = ask.get(address + "?" + others + name + "=" + value);
        assertEquals(400, answer.statusCode(), address + " " + name + "=" + value);
        String detail = JSON.readTree(answer.body()).path("detail").textValue();
        assertTrue(detail.contains("'" + name + "'"), address + ": " + detail);
    }

    /** The address of something that the server has, of a path with names in braces. */
    private static String existing(String path) {
        return path.replaceAll("\\{(base|time)}", RunningServer.BASE)
                .replace("{lead}", "5")
                .replace("{layer}", "observed")
                .replace("{z}/{x}/{y}", "6/56/24");
    }

    @Test
    void whatIsAnsweredToWhoHasNoKeyAndToWhoAsksTooOftenIsDescribed(@TempDir Path directory) throws Exception {
        RainStore.append(directory, RunningServer.FIRST, 7);
        Path keys = Files.writeString(directory.resolve("keys"), "key-of-a-reader-0123456789abcdef-0");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        int asked = 0;
        Set<String> undescribed = new TreeSet<>();
        for (String http : List.of(
                "read = key, key-file = \"%s\"".formatted(keys), "limits { requests-per-minute = 1, burst = 1 }")) {
            Settings settings = Settings.read(
                    Files.writeString(directory.resolve("amagumo.conf"), "serve.http { %s }".formatted(http)));
            try (RunningServer server =
                    RunningServer.over(directory, settings.serve().server(), new Persistence())) {
                Answers ask = new Answers(server.address());
                for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
                    JsonNode responses = path.getValue().path("get").path("responses");
                    if (!responses.isMissingNode()) {
                        int status = ask.status(existing(path.getKey()).replaceAll("\\{\\w+}", "1"));
                        asked++;
                        if (!responses.has(String.valueOf(status))) {
                            undescribed.add(path.getKey() + " answers " + status);
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), undescribed);
        assertTrue(asked > 80, asked + " addresses");
    }

    @Test
    void answersHaveExactlyTheDescribedFields(@TempDir Path directory) throws IOException {
        try (RunningServer server = RunningServer.start(directory)) {
            matches(answer(server, "/api/v1/forecasts/latest"), "Forecast");
            matches(answer(server, "/api/v1/forecasts/" + RunningServer.BASE + "/points?lat=35&lon=139"), "Point");
            matches(answer(server, "/api/v1/points?lat=35&lon=139"), "Place");
            matches(answer(server, "/api/v1/forecasts?limit=1"), "ForecastPage");
            matches(answer(server, "/api/v1/observations?limit=2"), "ObservationPage");
            matches(answer(server, "/api/v1/observations/" + RunningServer.BASE + "/motion"), "Motion");
            matches(answer(server, "/public/weather-maps.json"), "WeatherMaps");
            matches(answer(server, "/bosai/jmatile/data/nowc/targetTimes_N1.json"), "TargetTimes");
            matches(answer(server, "/bosai/jmatile/data/nowc/targetTimes_N2.json"), "TargetTimes");
            server.append(directory, 7);
            server.compare(directory);
            matches(answer(server, "/api/v1/verification"), "Verification");
            matches(answer(server, "/api/v1/page"), "Page");
            matches(answer(server, "/healthz"), "Health");
            matches(answer(server, "/readyz"), "Readiness");
            matches(answer(server, "/api/v1/status"), "Status");
            server.source.failed(Instant.now(), "the line is cut");
            matches(answer(server, "/api/v1/forecasts?limit=1"), "ForecastPage");
            matches(answer(server, "/healthz"), "Health");
        }
    }

    @Test
    void answersOfProbabilitiesHaveExactlyTheDescribedFields(@TempDir Path directory) throws IOException {
        RainStore.append(directory, RunningServer.FIRST, 7);
        try (RunningServer server =
                RunningServer.over(directory, Settings.defaults().serve().server(), new Probable())) {
            matches(answer(server, "/api/v1/forecasts/latest"), "Forecast");
            matches(answer(server, "/api/v1/points?lat=40&lon=140.5"), "Place");
            server.append(directory, 7);
            server.compare(directory);
            matches(answer(server, "/api/v1/verification/reliability"), "Reliability");
        }
    }

    /** Every resource, of a server that has nothing yet. */
    private static void addAll(Routes routes, Path directory) {
        Forecasts forecasts;
        try {
            forecasts = Kept.forecasts(
                    FrameStore.openOrAwait(directory.resolve("awaited")),
                    directory.resolve("forecasts"),
                    new Persistence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Api.resources(new Services(
                        new Services.Rain(forecasts, null, null),
                        new Services.Predict(
                                null, Settings.defaults().serve().server().predict()),
                        new Services.Origin(null, "", null),
                        new Services.Operations(null, null, null, null, 1, null),
                        null,
                        new Services.Notifications(null, null),
                        null,
                        directory,
                        null))
                .forEach(resource -> resource.addTo(routes));
        // OGC API - EDR has a document of its own.
        Doors.resources(EnumSet.complementOf(EnumSet.of(Door.EDR)), null, null, null, null)
                .forEach(resource -> resource.addTo(routes));
    }

    private static JsonNode answer(RunningServer server, String path) throws IOException {
        try (InputStream in = server.address().resolve(path).toURL().openStream()) {
            return JSON.readTree(in);
        }
    }

    private void matches(JsonNode value, String schema) {
        matches(value, document.at("/components/schemas/" + schema), schema);
    }

    private void matches(JsonNode value, JsonNode schema, String where) {
        if (schema.has("$ref")) {
            matches(value, document.at(schema.get("$ref").textValue().substring(1)), where);
            return;
        }
        assertTrue(hasType(value, schema.get("type")), () -> where + " is " + value);
        if (value.isArray()) {
            value.forEach(item -> matches(item, schema.get("items"), where + "[]"));
        } else if (value.isObject()) {
            Set<String> fields = new TreeSet<>();
            value.fieldNames().forEachRemaining(fields::add);
            Set<String> described = new TreeSet<>();
            schema.get("properties").fieldNames().forEachRemaining(described::add);
            assertEquals(described, fields, where);
            fields.forEach(field -> matches(value.get(field), schema.at("/properties/" + field), where + "." + field));
        }
    }

    private static boolean hasType(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (hasType(value, one)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.textValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("type " + type);
        };
    }

    private static JsonNode read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
