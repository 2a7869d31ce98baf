package amagumo.server.api;

import amagumo.server.event.Event;
import amagumo.server.event.EventHistory;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One connection that events are sent on, as HTML's standard writes them (9.2, server-sent events). It is written to only while
 * it takes something, and holds no thread and no event meanwhile: a listener that takes nothing until what it has not heard yet
 * is forgotten is dropped, and so is one that takes nothing for as long as a connection may be silent.
 */
final class EventStream implements WriteListener {

    /**
     * Proxies and clients take a connection for dead that is silent for half a minute or longer; and that a client has gone is
     * noticed by the second thing that is written after that.
     */
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long PROBE_NANOS = Duration.ofMillis(200).toNanos();
    private static final int PROBES = 2;

    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServletOutputStream out;
    private final String client;
    private final Predicate<Event> wanted;
    private final EventHistory history;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private byte[] greeting;
    private long heard;
    private long sentNanos = System.nanoTime();
    private boolean flushed = true;
    private int probes;

    /**
     * @param client whose connection it is
     * @param greeting what is sent first
     * @param heard the number of the event that was heard last
     */
    EventStream(
            ServletOutputStream out,
            String client,
            String greeting,
            long heard,
            Predicate<Event> wanted,
            EventHistory history) {
        this.out = out;
        this.client = client;
        this.greeting = greeting.getBytes(StandardCharsets.UTF_8);
        this.heard = heard;
        this.wanted = wanted;
        this.history = history;
    }

    String client() {
        return client;
    }

    /** Completed when nothing is sent any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Finds out soon whether the client is still there. */
    synchronized void probe() {
        probes = PROBES;
    }

    void end() {
        ended.complete(null);
    }

    @Override
    public void onWritePossible() {
        send();
    }

    @Override
    public void onError(Throwable failure) {
        end(); // the client has gone
    }

    /** Sends what there is, as far as the connection takes it. */
    synchronized void send() {
        try {
            while (!ended.isDone() && out.isReady()) {
                Optional<byte[]> next = next();
                if (next.isPresent()) {
                    out.write(next.get());
                    sentNanos = System.nanoTime();
                    flushed = false;
                } else if (!flushed) {
                    out.flush();
                    flushed = true;
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            end(); // the client has gone
        }
    }

    private Optional<byte[]> next() {
        if (greeting.length > 0) {
            byte[] first = greeting;
            greeting = new byte[0];
            return Optional.of(first);
        }
        if (history.isUnknownAfter(heard)) {
            end();
            return Optional.empty();
        }
        Optional<Event> event = history.next(heard, wanted);
        if (event.isPresent()) {
            heard = event.get().id();
            return event.map(EventStream::octets);
        }
        heard = history.newest();
        if (System.nanoTime() - sentNanos < (probes > 0 ? PROBE_NANOS : HEARTBEAT_NANOS)) {
            return Optional.empty();
        }
        probes = Math.max(0, probes - 1);
        return Optional.of(HEARTBEAT);
    }

    private static byte[] octets(Event event) {
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.id(), event.kind(), event.content())
                .getBytes(StandardCharsets.UTF_8);
    }
}
