package amagumo.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How fast a server answers while many connections to it are open: idle ones, ones that never end the head of their request,
 * and ones that do not read their answers. Arguments: the server's address, its process, how many connections, the path of
 * what is asked for. {@code bench/connections.sh} starts one and runs this.
 */
public final class ManyConnections {

    private static final int REQUESTS = 500;
    private static final int READERS = 300;

    private final URI server;
    private final Path status;
    private final HttpRequest request;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ManyConnections(URI server, long process, String path) {
        this.server = server;
        this.status = Path.of("/proc", String.valueOf(process), "status");
        this.request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    /** Prints a line for each state of affairs. */
    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[0]);
        int connections = Integer.parseInt(arguments[2]);
        new ManyConnections(server, Long.parseLong(arguments[1]), arguments[3]).run(connections);
    }

    private void run(int connections) throws Exception {
        measure("warm-up");
        measure("nothing else");
        List<SocketChannel> idle = open(connections, "");
        measure(connections + " idle connections");
        closeAll(idle);
        List<SocketChannel> slow = open(connections, "GET / HTTP/1.1\r\nHost: h\r\nX: ");
        long begun = System.nanoTime();
        measure(connections + " unfinished heads");
        awaitClosed(slow, begun);
        closeAll(slow);
        String whole =
                "GET %s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(request.uri().getPath());
        List<SocketChannel> readers = open(READERS, whole.repeat(20));
        measure(READERS + " clients that do not read");
        closeAll(readers);
        measure("nothing else again");
    }

    private List<SocketChannel> open(int connections, String text) throws IOException {
        long begun = System.nanoTime();
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channels.add(channel);
        }
        System.out.printf("opened %d connections in %.1f s%n", connections, secondsSince(begun));
        return channels;
    }

    /** Sends an octet a second on each connection, as slow clients do, and says when the server had closed all of them. */
    private static void awaitClosed(List<SocketChannel> channels, long begun) throws Exception {
        List<SocketChannel> left = new ArrayList<>(channels);
        while (!left.isEmpty() && secondsSince(begun) < 60) {
            left.removeIf(channel -> !isOpen(channel));
            TimeUnit.SECONDS.sleep(1);
        }
        System.out.printf(
                "%d of %d were closed after %.0f s%n",
                channels.size() - left.size(), channels.size(), secondsSince(begun));
    }

    private static boolean isOpen(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            ByteBuffer answer = ByteBuffer.allocate(1024);
            return channel.read(answer) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void closeAll(List<SocketChannel> channels) throws Exception {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        TimeUnit.SECONDS.sleep(2);
    }

    private void measure(String state) throws Exception {
        long[] nanos = new long[REQUESTS];
        int failed = 0;
        for (int i = 0; i < REQUESTS; i++) {
            long begun = System.nanoTime();
            try {
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                failed += answer.statusCode() == 200 ? 0 : 1;
            } catch (IOException e) {
                failed++;
            }
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-32s median %.1f ms, 99 %% %.1f ms, slowest %.1f ms, %d of %d failed; %s%n",
                state,
                nanos[REQUESTS / 2] / 1e6,
                nanos[REQUESTS * 99 / 100] / 1e6,
                nanos[REQUESTS - 1] / 1e6,
                failed,
                REQUESTS,
                process());
    }

    /** Memory and threads of the server's process. */
    private String process() throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
