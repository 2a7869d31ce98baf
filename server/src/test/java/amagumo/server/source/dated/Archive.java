package amagumo.server.source.dated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of files by their paths on this machine, with entity tags, and with whatever goes wrong that a test wants. */
public final class Archive implements AutoCloseable {

    /** Answers a request in the place of a file. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    public final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, Fault> faults = new ConcurrentHashMap<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public Archive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers with a status and no body. */
    static Fault status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Fault fault = faults.get(path);
            byte[] file = files.get(path);
            if (fault != null) {
                fault.answer(exchange);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                String tag = "\"%08x\"".formatted(Arrays.hashCode(file));
                exchange.getResponseHeaders().add("ETag", tag);
                if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    exchange.sendResponseHeaders(304, -1);
                } else {
                    sent.add(path);
                    exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
                    exchange.getResponseBody().write(file);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
