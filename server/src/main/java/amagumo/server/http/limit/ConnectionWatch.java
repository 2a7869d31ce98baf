package amagumo.server.http.limit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends what holds a connection for no good reason: a request of which the head or the body takes too long to arrive, an answer
 * that the client reads too slowly for too long, and, while there are no more connections to be had, one that is idle. Jetty's own
 * bound is the time between two octets, so a client that sends or reads one now and then would hold its connection for ever,
 * and the thread that answers it.
 */
public final class ConnectionWatch extends AbstractLifeCycle {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long a connection may be idle while there are no more to be had. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

    /** Who reads an answer at this rate is not behind with it, however long it is. */
    private static final long OCTETS_A_SECOND = 16 << 10;

    private final Server server;
    private final int mostConnections;
    private final Duration requestTime;
    private final Duration answerTime;
    private final byte[] answer;
    private Map<EndPoint, Part> parts = Map.of();
    private Scheduler.Task next;

    /** What a connection is kept waiting by: a client that sends slowly, or one that reads slowly. */
    private enum Stage {
        HEAD,
        BODY,
        ANSWER
    }

    /** What of which request of a connection is slow, when that was seen first, and how much had been sent by then. */
    private record Part(long requestsBefore, Stage stage, long octetsBefore, long seenNanos) {

        boolean isSameAs(Part other) {
            return other != null && requestsBefore == other.requestsBefore && stage == other.stage;
        }
    }

    /**
     * Up to a second more than these times is not noticed.
     *
     * @param mostConnections how many the server has
     * @param requestTime how long a head or a body may take
     * @param answerTime how long a client may read an answer at less than 16 KiB a second
     * @param answer what the client is sent whose head takes longer, before its connection is closed
     */
    public ConnectionWatch(
            Server server, int mostConnections, Duration requestTime, Duration answerTime, byte[] answer) {
        this.server = server;
        this.mostConnections = mostConnections;
        this.requestTime = requestTime;
        this.answerTime = answerTime;
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
                    look(endPoint, connection, isFull, seen);
                }
            }
        }
        parts = seen;
        if (isRunning()) {
            schedule();
        }
    }

    private void look(EndPoint endPoint, HttpConnection connection, boolean isFull, Map<EndPoint, Part> seen) {
        try {
            if (isFull && isIdle(endPoint, connection)) {
                endPoint.close();
            } else {
                lookForPart(endPoint, connection, seen);
            }
        } catch (RuntimeException e) {
            // Such as of a client that does not read its refusal, to which none can be written: the others are looked
            // at.
            endPoint.close();
        }
    }

    private static boolean isIdle(EndPoint endPoint, HttpConnection connection) {
        return connection.getParser().isStart()
                && endPoint instanceof IdleTimeout idle
                && idle.getIdleFor() >= IDLE_WHEN_FULL.toMillis();
    }

    private void lookForPart(EndPoint endPoint, HttpConnection connection, Map<EndPoint, Part> seen) {
        Optional<Stage> stage = stage(endPoint, connection.getParser());
        if (stage.isEmpty()) {
            return;
        }
        Part now = new Part(connection.getMessagesIn(), stage.get(), connection.getBytesOut(), System.nanoTime());
        Part known = parts.get(endPoint);
        Part part = now.isSameAs(known) && !isRead(known, now) ? known : now;
        Duration patience = part.stage == Stage.ANSWER ? answerTime : requestTime;
        if (now.seenNanos - part.seenNanos < patience.toNanos()) {
            seen.put(endPoint, part);
            return;
        }
        switch (part.stage) {
            case HEAD -> endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(answer));
            case BODY -> connection.onIdleExpired(new TimeoutException("the body took too long"));
            case ANSWER -> endPoint.close();
        }
    }

    /** Whether so much of an answer has been sent since a part of it was seen that its time begins anew. */
    private boolean isRead(Part known, Part now) {
        return now.octetsBefore - known.octetsBefore >= answerTime.toSeconds() * OCTETS_A_SECOND;
    }

    private static Optional<Stage> stage(EndPoint endPoint, HttpParser parser) {
        if (parser.inHeaderState() && !parser.isStart()) {
            return Optional.of(Stage.HEAD);
        }
        if (parser.inContentState()) {
            return Optional.of(Stage.BODY);
        }
        boolean isBehind = endPoint instanceof AbstractEndPoint written
                && written.getWriteFlusher().isPending();
        return isBehind ? Optional.of(Stage.ANSWER) : Optional.empty();
    }
}
