package amagumo.server.source.tiles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands in for JMA's server on this machine: lists times and draws tiles as its map's are laid out. The rain is what a
 * test says for a place and a time; of the tiles without any, every other one is not there (404), the rest are empty.
 */
public final class StandIn implements AutoCloseable {

    private static final Pattern TILE =
            Pattern.compile("/nowc/(\\d{14})/none/(\\d{14})/surf/hrpns/(\\d+)/(\\d+)/(\\d+)\\.png");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /** What falls where and when, as an entry of the palette. */
    public interface Rain {
        int entry(Instant time, double latitude, double longitude);
    }

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger underway = new AtomicInteger();
    private final AtomicInteger mostUnderway = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Rain rain;
    private volatile List<Instant> times = List.of();
    private final Set<Instant> off = ConcurrentHashMap.newKeySet();

    private StandIn(HttpServer server, Rain rain) {
        this.server = server;
        this.rain = rain;
    }

    public static StandIn start(Rain rain) throws IOException {
        StandIn made =
                new StandIn(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), rain);
        made.server.setExecutor(made.threads);
        made.server.createContext("/nowc/", made::answer);
        made.server.start();
        return made;
    }

    /** Where its tiles are, as settings name it. */
    public URI address() {
        return URI.create(
                "http://127.0.0.1:%d/nowc".formatted(server.getAddress().getPort()));
    }

    /** From now on these times are listed, newest first. */
    public void list(List<Instant> newestFirst) {
        times = List.copyOf(newestFirst);
    }

    /** From now on none of a time's tiles is there, though it is listed. */
    void takeOff(Instant time) {
        off.add(time);
    }

    /** The paths of all tiles that were asked for, in order. */
    List<String> askedTiles() {
        return asked.stream().filter(path -> path.endsWith(".png")).toList();
    }

    /** How often the list was asked for by who had it already. */
    int unchangedLists() {
        return unchanged.get();
    }

    /** The most requests that were underway at a time. */
    int mostUnderway() {
        return mostUnderway.get();
    }

    /** What the list of times is answered with. */
    byte[] list() {
        return times.stream()
                .map(TIME::format)
                .map(time -> "{\"basetime\":\"%s\",\"validtime\":\"%s\",\"elements\":[\"hrpns\",\"hrpns_nd\"]}"
                        .formatted(time, time))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostUnderway.accumulateAndGet(underway.incrementAndGet(), Math::max);
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            if (path.equals("/nowc/targetTimes_N1.json")) {
                byte[] list = list();
                String tag = "\"%08x\"".formatted(new String(list, StandardCharsets.UTF_8).hashCode());
                exchange.getResponseHeaders().add("ETag", tag);
                boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
                unchanged.addAndGet(known ? 1 : 0);
                send(exchange, known ? 304 : 200, known ? new byte[0] : list);
                return;
            }
            Matcher tile = TILE.matcher(path);
            if (tile.matches()
                    && tile.group(1).equals(tile.group(2))
                    && Set.of("4", "8").contains(tile.group(3))) {
                Instant time = TIME.parse(tile.group(1), Instant::from);
                int pixels = 256 << Integer.parseInt(tile.group(3));
                tile(exchange, time, pixels, Integer.parseInt(tile.group(4)), Integer.parseInt(tile.group(5)));
            } else {
                send(exchange, 400, new byte[0]);
            }
        } finally {
            underway.decrementAndGet();
        }
    }

    /** @param pixels along each side of the map */
    private void tile(HttpExchange exchange, Instant time, double pixels, int x, int y) throws IOException {
        if (!times.contains(time) || off.contains(time)) {
            send(exchange, 404, new byte[0]);
            return;
        }
        boolean[] any = {false};
        byte[] drawn = DrawnTile.of((column, row) -> {
            double longitude = (x * 256 + column + 0.5) / pixels * 360 - 180;
            double latitude = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (y * 256 + row + 0.5) / pixels))));
            int entry = rain.entry(time, latitude, longitude);
            any[0] |= entry >= 2;
            return entry;
        });
        if (any[0]) {
            send(exchange, 200, drawn);
        } else if (x % 2 == 0) {
            send(exchange, 200, DrawnTile.rgba(256, 0));
        } else {
            send(exchange, 404, new byte[0]);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
