package amagumo.bench.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** A server of radar files by date on a free port of loopback. A file is there once it was released. */
final class DatedArchive implements AutoCloseable {

    private static final DateTimeFormatter PATH =
            DateTimeFormatter.ofPattern("/uuuu/MM/dd/uuuuMMddHHmmss'.bin'").withZone(ZoneOffset.UTC);

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final LongAdder inVain = new LongAdder();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    DatedArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where files are, as a setting says it. */
    String template() {
        return "http://127.0.0.1:%d/{yyyy}/{MM}/{dd}/{yyyyMMddHHmmss}.bin"
                .formatted(server.getAddress().getPort());
    }

    void release(Instant time, byte[] file) {
        files.put(PATH.format(time), file);
    }

    /** How often files were asked for that were not there. */
    long inVain() {
        return inVain.sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            if (file == null) {
                inVain.increment();
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
