package amagumo.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A line of 1.5 Mbit/s and 40 ms to a server of this machine, which all connections share: what goes up is held for the 40 ms,
 * what comes down is let through at that rate. The browser's own emulation of such a line (Network.emulateNetworkConditions)
 * now and then never ends a request, and with it all six connections.
 */
final class SlowLine implements AutoCloseable {

    private static final int BYTES_A_SECOND = 1_500_000 / 8;
    private static final int LATENCY_MILLISECONDS = 40;
    /** Payload of a TCP segment on Ethernet, bytes. */
    private static final int SEGMENT = 1460;

    private final URI server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private long freeAt = System.nanoTime();

    SlowLine(URI server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where the server seems to be. */
    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = kept(door.accept());
            Socket behind = kept(new Socket(server.getHost(), server.getPort()));
            start(() -> pass(client, behind, bytes -> TimeUnit.MILLISECONDS.sleep(LATENCY_MILLISECONDS)));
            start(() -> pass(behind, client, this::waitForTurn));
        }
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to, Pace pace) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] segment = new byte[SEGMENT];
            for (int bytes = in.read(segment); bytes >= 0; bytes = in.read(segment)) {
                pace.waitFor(bytes);
                out.write(segment, 0, bytes);
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void waitForTurn(int bytes) throws InterruptedException {
        long mine;
        synchronized (this) {
            freeAt = Math.max(freeAt, System.nanoTime()) + TimeUnit.SECONDS.toNanos(bytes) / BYTES_A_SECOND;
            mine = freeAt;
        }
        TimeUnit.NANOSECONDS.sleep(mine - System.nanoTime());
    }

    private interface Pace {
        void waitFor(int bytes) throws InterruptedException;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // One end has gone: the other is closed by now, and this thread ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
