package amagumo.server.api;

import amagumo.server.event.Event;
import amagumo.server.event.EventHistory;
import jakarta.servlet.ServletOutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Who listens to the events over HTTP, each on a connection that stays open. Their number is bounded. For several threads at once. */
public final class EventListeners implements AutoCloseable {

    /** Of one client: browsers open six connections to a server, and some addresses stand for an office. */
    private static final int MOST_OF_A_CLIENT = 32;

    private final EventHistory history;
    private final int most;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    /**
     * @param most how many there may be at a time, at least 1
     */
    public EventListeners(EventHistory history, int most) {
        this.history = history;
        this.most = most;
    }

    /**
     * Whether one more of a client would be too many. A client that opens another connection may have closed one: those that it
     * has are looked at, so that the places of the dead are free soon.
     */
    boolean isFull(String client) {
        List<EventStream> own = streams.stream()
                .filter(stream -> stream.client().equals(client))
                .toList();
        own.forEach(EventStream::probe);
        return streams.size() >= most || own.size() >= MOST_OF_A_CLIENT;
    }

    /** Where one begins to listen that has heard nothing yet. */
    long newest() {
        return history.newest();
    }

    /** Whether one that has heard events up to a number has missed some that are not known any more. */
    boolean hasMissed(long id) {
        return history.isUnknownAfter(id);
    }

    /**
     * Begins to send events.
     *
     * @param client whose connection it is
     * @param greeting what is sent before them
     * @param after the number of the event that was heard last
     * @return completed when nothing is sent any more
     */
    CompletableFuture<Void> listen(
            ServletOutputStream out, String client, String greeting, long after, Predicate<Event> wanted) {
        EventStream stream = new EventStream(out, client, greeting, after, wanted, history);
        out.setWriteListener(stream); // first: what it looks at is written only by leave of the connection
        streams.add(stream);
        Runnable look = stream::send;
        history.add(look);
        return stream.ended().whenComplete((nothing, failure) -> {
            history.remove(look);
            streams.remove(stream);
        });
    }

    /** Ends all connections; the server is about to stop. */
    @Override
    public void close() {
        streams.forEach(EventStream::end);
    }
}
