package amagumo.server.destination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.CoverageJsonSchema;
import amagumo.server.MadeRain;
import amagumo.server.SettableClock;
import amagumo.server.config.DestinationSettings;
import amagumo.server.database.Database;
import amagumo.server.database.Storing;
import amagumo.server.database.TestDatabase;
import amagumo.server.export.ForecastFormat;
import amagumo.server.outgoing.Outgoing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import ucar.ma2.Array;
import ucar.nc2.NetcdfFile;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ForecastExportTest {

    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final ForecastId ID = new ForecastId(MadeRain.time(5), "persistence", "0123");
    private static final String NAME = "20240301T002500Z_persistence";
    private static final String NETCDF = NAME + ".nc";
    private static final String PROVENANCE = "from colour classes";
    /** Where the forecast has rain, 5 mm/h, in the first of its fields. */
    private static final int RAINY = 3 * MadeRain.NX + 4;

    private final TestDatabase kind;
    private final SettableClock clock = new SettableClock(MadeRain.time(6));
    private final Map<String, byte[]> received = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;

    private final Outgoing outgoing = Outgoing.start();

    @TempDir
    private Path home;

    private Database database;
    private HttpServer server;

    ForecastExportTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        database = Database.open(kind.settings(), home.resolve("state"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/open/", exchange -> receive(exchange, (headers, body) -> true));
        server.createContext(
                "/token/",
                exchange -> receive(exchange, (headers, body) -> "Bearer abc".equals(headers.get("Authorization"))));
        server.createContext(
                "/bucket/",
                exchange -> receive(exchange, (headers, body) -> new SignatureCheck(KEY_ID, SECRET)
                        .accepts("PUT", exchange.getRequestURI().getRawPath(), headers, body)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        database.close();
        outgoing.close();
    }

    @Test
    void eachDestinationGetsItsFormatsOnce() throws Exception {
        List<DestinationSettings> all = List.of(
                new DestinationSettings(
                        "disk",
                        List.of(ForecastFormat.NETCDF, ForecastFormat.PICTURES),
                        new DestinationSettings.Directory(home.resolve("out/a"))),
                web("web", "/token/", Optional.of(secret("Bearer abc\n"))),
                bucket(SECRET));
        List<Delivery> made = export(all);
        assertEquals(4, made.size());
        made.forEach(one -> assertEquals(Delivery.State.DELIVERED, one.state(), one::toString));
        byte[] netcdf = Files.readAllBytes(home.resolve("out/a").resolve(NETCDF));
        assertEquals(netcdf.length, received.get("/token/" + NETCDF).length);
        assertEquals(netcdf.length, received.get("/bucket/rain/" + NETCDF).length);
        try (Stream<Path> pictures = Files.list(home.resolve("out/a").resolve(NAME))) {
            assertEquals(Nowcast.LEADS, pictures.count());
        }
        int before = requests.get();
        assertEquals(made, export(all));
        assertEquals(before, requests.get());
        try (Stream<Path> left = Files.list(home.resolve("scratch"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void eachFormatHasTheRainWhereItIsAndATextSaysWhatItWasMadeFrom() throws Exception {
        Path out = home.resolve("out");
        export(List.of(new DestinationSettings(
                "disk", List.of(ForecastFormat.values()), new DestinationSettings.Directory(out))));

        try (NetcdfFile netcdf = NetcdfFile.open(out.resolve(NETCDF).toString())) {
            Array rates = netcdf.findVariable("rainfall_rate").read();
            assertArrayEquals(new int[] {Nowcast.LEADS, MadeRain.NY, MadeRain.NX}, rates.getShape());
            assertEquals(5, rates.getFloat(RAINY));
            assertEquals(
                    "amagumo persistence; observed values: " + PROVENANCE,
                    netcdf.findGlobalAttribute("source").getStringValue());
        }

        List<GribField> messages = GribReader.read("grib2", Files.readAllBytes(out.resolve(NAME + ".grib2")));
        assertEquals(Nowcast.LEADS, messages.size());
        assertEquals(5, messages.get(0).frame().value(3, 4), 0.125, "the nearest level");

        String covjson = Files.readString(out.resolve(NAME + ".covjson"));
        JsonNode coverage = new ObjectMapper().readTree(covjson);
        assertEquals(
                Nowcast.LEADS * MadeRain.NY * MadeRain.NX,
                coverage.at("/ranges/rainfall_rate/values").size());
        assertEquals(5, coverage.at("/ranges/rainfall_rate/values/" + RAINY).doubleValue());
        assertEquals(
                ID.baseTime().plus(Duration.ofMinutes(MadeRain.STEP_MINUTES)).toString(),
                coverage.at("/domain/axes/t/values/0").textValue());
        String description =
                coverage.at("/parameters/rainfall_rate/description/en").textValue();
        assertTrue(description.endsWith(". Observed values: " + PROVENANCE), description);
        CoverageJsonSchema.holds(covjson);
    }

    @Test
    void oneThatFailsHoldsUpNoOtherAndIsTriedAgainLaterAndLaterAndThenGivenUp() throws Exception {
        List<DestinationSettings> all = List.of(
                web("web", "/open/", Optional.empty()),
                new DestinationSettings(
                        "disk",
                        List.of(ForecastFormat.NETCDF),
                        new DestinationSettings.Directory(home.resolve("out"))));
        status = 503;
        Map<String, Delivery> made = byDestination(export(all));
        assertEquals(Delivery.State.DELIVERED, made.get("disk").state());
        assertEquals(Delivery.State.WAITING, made.get("web").state());
        assertEquals(clock.instant().plusSeconds(30), made.get("web").moment());
        assertTrue(made.get("web").reason().endsWith("answered with status 503"), made::toString);
        assertEquals(List.of(), deliveries().due(clock.instant()));
        export(all);
        assertEquals(1, requests.get());
        int attempts = 1;
        while (byDestination(deliveries().of(ID)).get("web").state() == Delivery.State.WAITING) {
            clock.goOn(Duration.ofHours(1));
            assertEquals(List.of(ID), deliveries().due(clock.instant()));
            export(all);
            attempts++;
        }
        assertEquals(15, attempts);
        assertEquals(attempts, requests.get());
        assertEquals(
                Delivery.State.FAILED,
                byDestination(deliveries().of(ID)).get("web").state());
        deliveries().forgetBefore(ID.baseTime().plusSeconds(1));
        assertEquals(List.of(), deliveries().of(ID));
    }

    @Test
    void aDeliveryThatSucceedsInTheEndIsDelivered() throws Exception {
        List<DestinationSettings> all = List.of(web("web", "/open/", Optional.empty()));
        status = 500;
        export(all);
        status = 201;
        clock.goOn(Duration.ofMinutes(1));
        Delivery made = export(all).get(0);
        assertEquals(Delivery.State.DELIVERED, made.state());
        assertEquals(2, made.attempts());
        assertEquals("", made.reason());
    }

    @Test
    void wrongSecretsAndSecretsThatOthersReadAreFailuresThatDoNotTellThem() throws Exception {
        String wrong = export(List.of(bucket("wrong"))).get(0).reason();
        assertTrue(wrong.endsWith("answered with status 403"), wrong);
        Path open = secret("Bearer abc");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        String readable = export(List.of(web("web", "/token/", Optional.of(open)))).stream()
                .filter(one -> one.destination().equals("web"))
                .findFirst()
                .orElseThrow()
                .reason();
        assertTrue(readable.endsWith("chmod o= keeps it secret"), readable);
        assertFalse(readable.contains("abc"), readable);
        assertEquals(Map.of(), received);
    }

    @Test
    void privateAddressesAreNotSentToUnlessThatIsSet() throws Exception {
        DestinationSettings.Web inside = new DestinationSettings.Web(at("/open/"), Optional.empty(), false);
        Delivery made = export(List.of(new DestinationSettings("web", List.of(ForecastFormat.NETCDF), inside)))
                .get(0);
        assertTrue(made.reason().endsWith("which is not public"), made::reason);
        assertEquals(0, requests.get());
    }

    @Test
    void whatWasNotSentIsDueUntilAnotherForecastTakesItsPlaceOrNoneIsKept() {
        ForecastExport export = exporter(List.of(web("web", "/open/", Optional.empty())));
        ForecastId next = new ForecastId(MadeRain.time(6), "persistence", "4567");
        ForecastId corrected = new ForecastId(MadeRain.time(5), "persistence", "89ab");
        export.want(next, storing());
        export.want(ID, storing());
        assertEquals(List.of(MadeRain.time(5), MadeRain.time(6)), export.due());

        export.want(corrected, storing());
        assertEquals(List.of(corrected, next), deliveries().due(clock.instant()));
        assertEquals(Delivery.State.FAILED, deliveries().of(ID).get(0).state());

        export.giveUp(MadeRain.time(5), storing());
        assertEquals(List.of(MadeRain.time(6)), export.due());
    }

    @Test
    void whoHasToStopStopsBetweenDeliveries() {
        List<DestinationSettings> all =
                List.of(web("a", "/open/", Optional.empty()), web("b", "/open/", Optional.empty()));
        AtomicInteger asked = new AtomicInteger();
        ForecastExport.Check check = () -> {
            if (asked.incrementAndGet() == 2) {
                throw new InterruptedException("the lease is lost");
            }
        };
        assertThrows(InterruptedException.class, () -> wanted(exporter(all))
                .export(ID, forecast(), PROVENANCE, check, storing()));
        assertEquals(1, requests.get());
        Map<String, Delivery> left = byDestination(deliveries().of(ID));
        assertEquals(Delivery.State.DELIVERED, left.get("a").state());
        assertEquals(Delivery.State.WAITING, left.get("b").state());
    }

    @Test
    void whatBecameOfADeliveryIsStoredAsWhoeverExportsStores() throws Exception {
        ForecastExport export = wanted(exporter(List.of(web("a", "/open/", Optional.empty()))));
        Storing<RuntimeException> refused = work -> {
            throw new IllegalStateException("the lease is lost");
        };
        assertThrows(IllegalStateException.class, () -> export.export(ID, forecast(), PROVENANCE, () -> {}, refused));
        assertThrows(IllegalStateException.class, () -> export.want(ID, refused));
        assertThrows(IllegalStateException.class, () -> export.giveUp(ID.baseTime(), refused));
        assertThrows(IllegalStateException.class, () -> export.forget(ID.baseTime(), refused));
        assertEquals(1, requests.get());
        Delivery left = deliveries().of(ID).get(0);
        assertEquals(Delivery.State.WAITING, left.state());
        assertEquals(0, left.attempts());
        assertEquals(
                Delivery.State.DELIVERED,
                export.export(ID, forecast(), PROVENANCE, () -> {}, storing())
                        .get(0)
                        .state());
    }

    private interface Judge {
        boolean accepts(Map<String, String> headers, byte[] body);
    }

    private void receive(HttpExchange exchange, Judge judge) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            boolean accepted = judge.accepts(headers, body);
            if (accepted && status < 300) {
                received.put(exchange.getRequestURI().getPath(), body);
            }
            exchange.sendResponseHeaders(accepted ? status : 403, -1);
        }
    }

    private List<Delivery> export(List<DestinationSettings> settings) throws Exception {
        return wanted(exporter(settings)).export(ID, forecast(), PROVENANCE, () -> {}, storing());
    }

    private ForecastExport wanted(ForecastExport export) {
        export.want(ID, storing());
        return export;
    }

    private ForecastExport exporter(List<DestinationSettings> settings) {
        return new ForecastExport(Targets.of(settings, outgoing), deliveries(), home.resolve("scratch"), clock);
    }

    private Storing<RuntimeException> storing() {
        return database.jdbi()::useTransaction;
    }

    private Deliveries deliveries() {
        return new Deliveries(database.jdbi());
    }

    private static Nowcast forecast() {
        float[][] rates = new float[MadeRain.NY][MadeRain.NX];
        rates[3][4] = 5; // at RAINY
        return new Nowcast("persistence", ID.baseTime(), MadeRain.STEP_MINUTES, MadeRain.GRID, lead -> rates);
    }

    private static Map<String, Delivery> byDestination(List<Delivery> deliveries) {
        Map<String, Delivery> byDestination = new HashMap<>();
        deliveries.forEach(one -> byDestination.put(one.destination(), one));
        return byDestination;
    }

    private DestinationSettings web(String name, String path, Optional<Path> authorization) {
        return new DestinationSettings(
                name, List.of(ForecastFormat.NETCDF), new DestinationSettings.Web(at(path), authorization, true));
    }

    private DestinationSettings bucket(String secret) throws IOException {
        return new DestinationSettings(
                "bucket",
                List.of(ForecastFormat.NETCDF),
                new DestinationSettings.Bucket(at("/bucket/rain/"), "us-east-1", KEY_ID, secret(secret), true));
    }

    private Path secret(String text) throws IOException {
        Path file = Files.writeString(Files.createTempFile(home, "secret", ""), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }
}
