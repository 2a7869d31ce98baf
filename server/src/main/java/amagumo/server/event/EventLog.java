package amagumo.server.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The newest events, in the database. Older ones make room as new ones come. */
public final class EventLog {

    /** How many are kept: of 5-minute frames and a handful of jobs, those of some hours. */
    public static final int KEPT = 2000;

    private static final JsonMapper JSON = new JsonMapper();

    private final Jdbi jdbi;

    public EventLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Tells of something, once, as the last thing that a transaction does: who is told of it can see what it tells of. The counter's
     * row is taken until the transaction ends, so that numbers become visible in their order.
     *
     * @param subject what it happened to; of one that was told of already nothing is told
     * @param content texts, numbers, maps and lists by name
     */
    public static void append(Handle handle, EventKind kind, String subject, Instant happened, Map<String, ?> content) {
        handle.execute("update counters set last_value = last_value + 1 where name = 'event'");
        long id = handle.createQuery("select last_value from counters where name = 'event'")
                .mapTo(Long.class)
                .one();
        int added = handle.createUpdate("insert into events (id, kind, subject, happened, content)"
                        + " values (:id, :kind, :subject, :happened, :content) on conflict (kind, subject) do nothing")
                .bind("id", id)
                .bind("kind", kind.toString())
                .bind("subject", subject)
                .bind("happened", happened.toEpochMilli())
                .bind("content", json(content))
                .execute();
        if (added > 0) {
            handle.createUpdate("delete from events where id <= :old")
                    .bind("old", id - KEPT)
                    .execute();
        }
    }

    private static String json(Map<String, ?> content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event that cannot be written", e);
        }
    }

    /** Events after a number, oldest first. */
    List<Event> after(long id, int limit) {
        return read("where id > :id order by id limit :limit", id, limit);
    }

    /** The newest events, oldest first. */
    List<Event> newest(int limit) {
        List<Event> newest = new ArrayList<>(read("where id > :id order by id desc limit :limit", 0, limit));
        Collections.reverse(newest);
        return newest;
    }

    private List<Event> read(String which, long id, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, kind, subject, content from events " + which)
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> new Event(
                        row.getLong("id"),
                        EventKind.of(row.getString("kind")).orElseThrow(),
                        row.getString("subject"),
                        row.getString("content")))
                .list());
    }
}
