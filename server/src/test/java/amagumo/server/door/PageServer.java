package amagumo.server.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another site: the pages of {@code src/test/clients/pages}, and npm's packages for them, on a port of their own. */
final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final Path packages;

    private PageServer(HttpServer server, Path packages) {
        this.server = server;
        this.packages = packages;
    }

    /**
     * @param packages the folder {@code node_modules}
     */
    static PageServer start(Path packages) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        PageServer started = new PageServer(HttpServer.create(anyPort, 0), packages);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    /** Without a slash at the end. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            Path file =
                    path.endsWith(".html") ? packages.resolveSibling("pages").resolve(path) : packages.resolve(path);
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.getResponseHeaders().add("Content-Type", type(path) + "; charset=utf-8");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(path.equals("favicon.ico") ? 204 : 404, -1);
            }
        }
    }

    private static String type(String path) {
        if (path.endsWith("js")) {
            return "text/javascript";
        }
        return path.endsWith(".css") ? "text/css" : "text/html";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
