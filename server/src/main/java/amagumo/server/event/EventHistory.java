package amagumo.server.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events in memory, as the database has them, whichever server they happened on. All listeners read the same
 * ones, each from where it is: nothing is kept for one that is slow. For several threads at once.
 */
public final class EventHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventHistory.class);

    /** How soon an event is told of. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final int PAGE = 500;

    private final EventLog log;
    private final Consumer<List<Event>> first;
    private final NavigableMap<Long, Event> events = new ConcurrentSkipListMap<>();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "events");
        made.setDaemon(true);
        return made;
    });
    /** The number of the newest one that is not here any more. */
    private volatile long forgotten;

    private boolean failed;

    private EventHistory(EventLog log, Consumer<List<Event>> first) {
        this.log = log;
        this.first = first;
    }

    /**
     * Begins to look for events.
     *
     * @param first is told of new ones before listeners are, such as to see to it that this server knows what they tell of
     */
    public static EventHistory start(EventLog log, Consumer<List<Event>> first) {
        EventHistory history = new EventHistory(log, first);
        history.add(log.newest(EventLog.KEPT));
        history.thread.scheduleWithFixedDelay(history::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return history;
    }

    /** The number of the newest event, 0 if there is none. */
    public long newest() {
        Map.Entry<Long, Event> last = events.lastEntry();
        return last == null ? forgotten : last.getKey();
    }

    /** Whether events that follow a number may have been forgotten, or it is the number of none. */
    public boolean isUnknownAfter(long id) {
        return id < forgotten || id > newest();
    }

    /** The first event after a number that is wanted, if there is one. */
    public Optional<Event> next(long id, Predicate<Event> wanted) {
        return events.tailMap(id, false).values().stream().filter(wanted).findFirst();
    }

    /** Calls a listener whenever there may be something new, at each look, until it is removed. It must not block. */
    public void add(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls a listener no more. */
    public void remove(Runnable listener) {
        listeners.remove(listener);
    }

    private void look() {
        try {
            for (List<Event> found = log.after(newest(), PAGE); !found.isEmpty(); found = log.after(newest(), PAGE)) {
                first.accept(found);
                add(found);
            }
            failed = false;
        } catch (RuntimeException e) { // an exception would end the looks
            if (!failed) {
                LOG.warn("events cannot be read, which is tried again: {}", e.toString());
            }
            failed = true;
        }
        listeners.forEach(EventHistory::tell);
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) { // one listener's, not the others'
            LOG.warn("a listener was not told of events", e);
        }
    }

    private void add(List<Event> found) {
        found.forEach(event -> events.put(event.id(), event));
        while (events.size() > EventLog.KEPT) {
            forgotten = events.pollFirstEntry().getKey();
        }
        if (events.size() == EventLog.KEPT) {
            forgotten = Math.max(forgotten, events.firstKey() - 1);
        }
    }

    /** Ends; listeners are called no more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
