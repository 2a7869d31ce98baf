package amagumo.server.http.limit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends what holds a connection for no good reason: a request of which the head or the body takes too long to arrive, and,
 * while there are no more connections to be had, one that is idle. Jetty's own bound is the time between two octets, so a
 * client that sends one now and then would hold its connection for ever.
 */
public final class ConnectionWatch extends AbstractLifeCycle {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long a connection may be idle while there are no more to be had. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

    private final Server server;
    private final int mostConnections;
    private final long patienceNanos;
    private final byte[] answer;
    private Map<EndPoint, Part> parts = Map.of();
    private Scheduler.Task next;

    /** Of which request of a connection the head or the body is arriving, and when that was seen first. */
    private record Part(long requestsBefore, boolean isHead, long seenNanos) {

        boolean isSameAs(Part other) {
            return other != null && requestsBefore == other.requestsBefore && isHead == other.isHead;
        }
    }

    /**
     * @param mostConnections how many the server has
     * @param patience how long a head or a body may take; up to a second more is not noticed
     * @param answer what the client is sent whose head takes longer, before its connection is closed
     */
    public ConnectionWatch(Server server, int mostConnections, Duration patience, byte[] answer) {
        this.server = server;
        this.mostConnections = mostConnections;
        this.patienceNanos = patience.toNanos();
        this.answer = answer.clone();
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected synchronized void doStop() {
        next.cancel();
    }

    private synchronized void schedule() {
        next = server.getScheduler().schedule(this::look, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Map<EndPoint, Part> seen = new HashMap<>();
        for (Connector connector : server.getConnectors()) {
            Collection<EndPoint> endPoints = connector.getConnectedEndPoints();
            boolean isFull = endPoints.size() >= mostConnections;
            for (EndPoint endPoint : endPoints) {
                if (endPoint.getConnection() instanceof HttpConnection connection) {
                    if (isFull && isIdle(endPoint, connection)) {
                        endPoint.close();
                    } else {
                        look(endPoint, connection, seen);
                    }
                }
            }
        }
        parts = seen;
        if (isRunning()) {
            schedule();
        }
    }

    private static boolean isIdle(EndPoint endPoint, HttpConnection connection) {
        return connection.getParser().isStart()
                && endPoint instanceof IdleTimeout idle
                && idle.getIdleFor() >= IDLE_WHEN_FULL.toMillis();
    }

    private void look(EndPoint endPoint, HttpConnection connection, Map<EndPoint, Part> seen) {
        HttpParser parser = connection.getParser();
        boolean isHead = parser.inHeaderState() && !parser.isStart();
        if (!isHead && !parser.inContentState()) {
            return;
        }
        Part now = new Part(connection.getMessagesIn(), isHead, System.nanoTime());
        Part known = parts.get(endPoint);
        Part part = now.isSameAs(known) ? known : now;
        if (now.seenNanos - part.seenNanos < patienceNanos) {
            seen.put(endPoint, part);
        } else if (isHead) {
            endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(answer));
        } else {
            connection.onIdleExpired(new TimeoutException("the body took too long"));
        }
    }
}
