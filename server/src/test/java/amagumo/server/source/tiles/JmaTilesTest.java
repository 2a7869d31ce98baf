package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoreWriter;
import amagumo.server.cli.Amagumo;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Reach;
import amagumo.server.source.PollResult;
import amagumo.testing.Tars;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmaTilesTest {

    private static final BoundingBox BOX = new BoundingBox(35.2, 139.3, 36.2, 140.3);
    private static final Instant NEWEST = fiveMinutes(Instant.now());

    private final Outgoing outgoing = Outgoing.start();

    @TempDir
    private Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        outgoing.close();
    }

    @Test
    void theFiveNewestFramesComeFirstThenTheOthersAndThenNothingIsAskedAgain() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> latitude > 35.7 ? 4 : 1);
        jma.list(back(12));
        JmaTiles tiles = open(jma.address());
        assertEquals(new PollResult(5, 0, List.of(), Optional.of(NEWEST), 7), tiles.poll());
        assertEquals(back(5), times().stream().sorted((a, b) -> b.compareTo(a)).toList());
        assertEquals(new PollResult(5, 5, List.of(), Optional.of(NEWEST), 2), tiles.poll());
        assertEquals(new PollResult(2, 10, List.of(), Optional.of(NEWEST), 0), tiles.poll());
        int before = jma.askedTiles().size();
        assertEquals(new PollResult(0, 12, List.of(), Optional.of(NEWEST), 0), tiles.poll());
        assertEquals(3, jma.unchangedLists(), "a list that has not changed is not sent again");
        assertEquals(
                new PollResult(0, 12, List.of(), Optional.of(NEWEST), 0),
                open(jma.address()).poll());
        assertEquals(before, jma.askedTiles().size());
        assertEquals(before, new HashSet<>(jma.askedTiles()).size(), "each tile once");
        assertTrue(jma.mostUnderway() <= 4, () -> jma.mostUnderway() + " requests at a time");
        // 139.3 to 140.3 E is column 227; 36.2 to 35.2 N are rows 100 and 101.
        assertEquals(
                Set.of("8/227/100.png", "8/227/101.png"),
                Set.copyOf(jma.askedTiles().stream()
                        .map(path -> path.substring(path.indexOf("hrpns/") + 6))
                        .toList()));
    }

    @Test
    void aNewFrameIsBroughtWhenItIsListed() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> 3);
        jma.list(back(3).subList(1, 3));
        JmaTiles tiles = open(jma.address());
        assertEquals(2, tiles.poll().added());
        jma.list(back(3));
        assertEquals(new PollResult(1, 2, List.of(), Optional.of(NEWEST), 0), tiles.poll());
    }

    @Test
    void framesShowTheClassesWhereTheyFall() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> band(latitude) + 2);
        jma.list(back(1));
        open(jma.address()).poll();
        FrameStore store = FrameStore.open(directory);
        RadarFrame frame = store.read(NEWEST);
        assertEquals(5, frame.stepMinutes());
        float[] expected = {0.32f, 2.24f, 7.07f, 14.14f, 24.49f, 38.73f, 63.25f, 100};
        for (int row = 0; row < frame.grid().ny(); row++) {
            double within = (frame.grid().latitude(row) - 35.2) * 8;
            if (Math.abs(within - Math.rint(within)) > 8 * 0.0023) { // half a pixel of 0.0055 degrees at 35 N
                assertEquals(
                        expected[band(frame.grid().latitude(row))],
                        frame.value(row, frame.grid().nx() / 2));
            }
        }
        assertEquals(Optional.of(RainClasses.provenance()), store.description().provenance());
        assertEquals(store.description(), StoreDescription.read(directory));
    }

    @Test
    void radarFilesAreNotMixedWithFramesFromTiles() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> 3);
        jma.list(back(1));
        open(jma.address()).poll();
        StringWriter err = new StringWriter();
        int status = Amagumo.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("ingest", "../data-samples", "--store", directory.toString());
        assertEquals(1, status);
        assertTrue(err.toString().contains("from colour classes of JMA's map tiles"), err::toString);
        IOException other = assertThrows(
                IOException.class,
                () -> JmaTiles.open(directory, new BoundingBox(35, 139, 36, 140), jma.address(), fetcher()));
        assertTrue(other.getMessage().contains("the store holds another kind of frames"), other::getMessage);
    }

    @Test
    void timesAheadOfTheClockAndBetweenStepsAreRefusedAndNotAskedFor() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> 3);
        Instant future = NEWEST.plus(Duration.ofHours(9));
        Instant between = NEWEST.minus(Duration.ofMinutes(3));
        jma.list(Stream.concat(Stream.of(future, between), back(2).stream()).toList());
        PollResult result = open(jma.address()).poll();
        assertEquals(2, result.added());
        assertEquals(
                List.of(
                        "the frame of %s: it is more than 10 minutes ahead of this machine's clock".formatted(future),
                        "the frame of %s: it is between two steps of 5 minutes".formatted(between)),
                result.refused());
        assertEquals(4, jma.askedTiles().size());
    }

    @Test
    void aFrameWithoutAnyTileIsNotTakenForDry() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> 0); // column 227 is odd: 404
        jma.list(back(1));
        jma.takeOff(NEWEST);
        PollResult result = open(jma.address()).poll();
        assertEquals(List.of("the frame of %s: none of its tiles is there".formatted(NEWEST)), result.refused());
        assertEquals(List.of(), times());
    }

    @Test
    void aFrameIsDryWhoseTilesAreNotThereButTheWideOnesAroundThem() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> latitude > 45 ? 3 : 0); // column 227 is odd: 404
        jma.list(back(1));
        assertEquals(
                new PollResult(1, 0, List.of(), Optional.of(NEWEST), 0),
                open(jma.address()).poll());
        RadarFrame frame = FrameStore.open(directory).read(NEWEST);
        assertEquals(0, frame.value(frame.grid().ny() / 2, frame.grid().nx() / 2));
        assertEquals(3, jma.askedTiles().size(), "the two of the area, and one around them");
    }

    @Test
    void aFrameThatSomebodyRemovedIsNotBroughtAgain() throws Exception {
        StandIn jma = standIn((time, latitude, longitude) -> 3);
        jma.list(back(2));
        JmaTiles tiles = open(jma.address());
        assertEquals(2, tiles.poll().added());
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.remove(List.of(NEWEST));
        }
        assertEquals(0, tiles.poll().added());
        assertEquals(List.of(back(2).get(1)), times());
    }

    @Test
    void aTileOfAnotherPaletteIsRefusedByNameAndOnlyItsFrame() throws Exception {
        int[] other = DrawnTile.PALETTE.clone();
        other[2] = 0xFFCCFFFF;
        Hostile jma = hostile();
        jma.list(back(2));
        jma.tiles.put(jma.name(NEWEST), DrawnTile.of(256, 4, other, (x, y) -> 2));
        JmaTiles tiles = open(jma.address());
        PollResult result = tiles.poll();
        assertEquals(1, result.added());
        assertEquals(
                List.of(("the frame of %s: tile 8/227/100.png is not as expected: entry 2 of its palette is the colour"
                                + " ccffff of opacity 255, not f2f2ff of 255")
                        .formatted(NEWEST)),
                result.refused());
        int before = jma.asked.size();
        assertEquals(0, tiles.poll().added());
        assertEquals(before + 1, jma.asked.size(), "the list alone");
    }

    @Test
    void aServerThatFailsHalfWayLosesNothingThatCame() throws Exception {
        Hostile jma = hostile();
        jma.list(back(3));
        jma.failing.set("8/227/101.png");
        JmaTiles tiles = open(jma.address());
        OutgoingException failure = assertThrows(OutgoingException.class, tiles::poll);
        assertTrue(failure.getMessage().endsWith("answered with status 500"), failure::getMessage);
        jma.failing.set("none");
        jma.asked.clear();
        assertEquals(3, tiles.poll().added());
        assertEquals(
                1,
                jma.asked.stream()
                        .filter(path -> path.contains(jma.name(NEWEST)))
                        .count(),
                "the tile that failed alone");
    }

    @Test
    void aFrameWithATileThatFailsForLongHoldsUpNoOther() throws Exception {
        Hostile jma = hostile();
        jma.list(back(3));
        String name = jma.name(NEWEST);
        jma.failing.set(name + "/surf/hrpns/8/227/101.png");
        JmaTiles tiles = open(jma.address());
        assertThrows(OutgoingException.class, tiles::poll);
        assertThrows(OutgoingException.class, tiles::poll);
        PollResult others = tiles.poll();
        assertEquals(2, others.added());
        assertEquals(1, others.refused().size());
        PollResult still = tiles.poll();
        assertEquals(0, still.added());
        assertTrue(still.refused().get(0).endsWith("answered with status 500"), still::toString);
        jma.failing.set("none");
        assertEquals(1, tiles.poll().added());
    }

    @Test
    void tilesThatAreNoneAreRefusedByNameAndOnlyTheirFrames() throws Exception {
        Hostile jma = hostile();
        List<Instant> times = back(5);
        jma.list(times);
        List<byte[]> hostile = List.of(
                "<html>busy</html>".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(jma.sound, jma.sound.length / 2),
                DrawnTile.of(512, 4, DrawnTile.PALETTE, (x, y) -> 5),
                Tars.gzip(jma.sound));
        List<String> reasons = List.of(
                "it is not a PNG file",
                "it ends within a chunk",
                "it has 512 x 512 pixels of 4 bits",
                "it is not a PNG file");
        for (int i = 0; i < hostile.size(); i++) {
            jma.tiles.put(jma.name(times.get(i)), hostile.get(i));
        }
        PollResult result = open(jma.address()).poll();
        assertEquals(1, result.added());
        assertEquals(hostile.size(), result.refused().size());
        for (int i = 0; i < hostile.size(); i++) {
            String sentence = "the frame of %s: tile 8/227/100.png is not as expected: %s"
                    .formatted(times.get(i), reasons.get(i));
            assertTrue(
                    result.refused().stream().anyMatch(refused -> refused.startsWith(sentence)),
                    () -> sentence + " is not among " + result.refused());
        }
        assertEquals(List.of(times.get(4)), times());
    }

    @Test
    void answersThatLeadElsewhereOrDoNotEndAsTheyShouldAreFailuresAndTheFrameComesAfterThem() throws Exception {
        Hostile jma = hostile();
        Hostile elsewhere = hostile();
        jma.list(back(1));
        Map<String, Fault> faults = Map.of(
                "redirected to %s/a.png, which is not followed".formatted(elsewhere.address()),
                exchange -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.address() + "/a.png");
                    exchange.sendResponseHeaders(302, -1);
                },
                "the answer is larger than 262144 octets",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(jma.sound);
                    }
                },
                "8/227/101.png: ", // the client says that the connection was closed
                exchange -> {
                    exchange.sendResponseHeaders(200, jma.sound.length);
                    exchange.getResponseBody().write(jma.sound, 0, 100);
                });
        for (Map.Entry<String, Fault> fault : faults.entrySet()) {
            jma.fault = fault.getValue();
            jma.failing.set("8/227/101.png");
            JmaTiles tiles = open(jma.address());
            OutgoingException failure = assertThrows(OutgoingException.class, tiles::poll);
            assertTrue(failure.getMessage().contains(fault.getKey()), failure::getMessage);
            assertEquals(List.of(), times());
        }
        assertEquals(List.of(), elsewhere.asked);
        jma.failing.set("none");
        assertEquals(1, open(jma.address()).poll().added());
    }

    @Test
    void aListThatIsSaidToBeCompressedIsNotUnpacked() throws Exception {
        Hostile jma = hostile();
        jma.fault = exchange -> {
            byte[] bomb = Tars.gzip(new byte[64 << 20]);
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
        };
        jma.failing.set("targetTimes_N1.json");
        JmaTiles tiles = open(jma.address());
        OutgoingException failure = assertThrows(OutgoingException.class, tiles::poll);
        assertTrue(failure.getMessage().contains("not a list of times: "), failure::getMessage);
    }

    @Test
    void listsThatAreNoneAreFailures() throws Exception {
        Hostile jma = hostile();
        JmaTiles tiles = open(jma.address());
        for (String list : List.of("", "<html>maintenance</html>", "{}", "[{\"basetime\":1}]")) {
            jma.list = list.getBytes(StandardCharsets.UTF_8);
            OutgoingException failure = assertThrows(OutgoingException.class, tiles::poll);
            assertTrue(
                    failure.getMessage().contains("targetTimes_N1.json: not a list of times: "), failure::getMessage);
        }
        jma.list = ("[" + " ".repeat(3 << 20) + "]").getBytes(StandardCharsets.UTF_8);
        OutgoingException failure = assertThrows(OutgoingException.class, tiles::poll);
        assertTrue(failure.getMessage().endsWith("the answer is larger than 262144 octets"), failure::getMessage);
        jma.list = "[]".getBytes(StandardCharsets.UTF_8);
        assertEquals(new PollResult(0, 0, List.of(), Optional.empty(), 0), tiles.poll());
    }

    /** Which of eight bands from 35.2 to 36.2 N a latitude lies in, or the nearest of them. */
    private static int band(double latitude) {
        return (int) Math.max(0, Math.min(7, Math.floor((latitude - 35.2) * 8)));
    }

    private static Instant fiveMinutes(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS)
                .plus(Duration.ofMinutes(time.atOffset(ZoneOffset.UTC).getMinute() / 5 * 5L));
    }

    /** That many times, newest first. */
    private static List<Instant> back(int count) {
        return Stream.iterate(NEWEST, time -> time.minus(Duration.ofMinutes(5)))
                .limit(count)
                .toList();
    }

    private List<Instant> times() throws IOException {
        return FrameStore.open(directory).times();
    }

    private StandIn standIn(StandIn.Rain rain) throws IOException {
        StandIn made = StandIn.start(rain);
        opened.add(made);
        return made;
    }

    private JmaTiles open(URI address) throws IOException {
        return JmaTiles.open(directory, BOX, address, fetcher());
    }

    private HttpFetcher fetcher() {
        return new HttpFetcher(outgoing, new Reach(Set.of("127.0.0.1"), true), Duration.ofSeconds(20));
    }

    private Hostile hostile() throws IOException {
        Hostile made = new Hostile();
        opened.add(made);
        return made;
    }

    /** Answers in a way of its own. */
    private interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Answers what a test says. */
    private static final class Hostile implements AutoCloseable {

        final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        final Map<String, byte[]> tiles = new ConcurrentHashMap<>();
        final AtomicReference<String> failing = new AtomicReference<>("none");
        volatile Fault fault = exchange -> exchange.sendResponseHeaders(500, -1);
        volatile byte[] list = {};
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server;
        private final byte[] sound = DrawnTile.of((x, y) -> 5);

        Hostile() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    String path = exchange.getRequestURI().getPath();
                    asked.add(path);
                    if (path.endsWith(failing.get())) {
                        fault.answer(exchange);
                        return;
                    }
                    byte[] body = path.endsWith(".json") ? list : tile(path);
                    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        URI address() {
            return URI.create(
                    "http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
        }

        void list(List<Instant> times) {
            list = times.stream()
                    .map(time -> "{\"basetime\":\"%s\",\"validtime\":\"%s\",\"elements\":[\"hrpns\"]}"
                            .formatted(name(time), name(time)))
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);
        }

        String name(Instant time) {
            return new ListedFrame(time).name();
        }

        private byte[] tile(String path) {
            return tiles.getOrDefault(path.split("/")[1], sound);
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
