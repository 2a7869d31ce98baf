package amagumo.server.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock, which all servers on one database agree on however wrong their own are. It is asked now and then;
 * in between the time that has passed is that of this machine's timer, which nobody sets.
 */
final class DatabaseClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration VALID = Duration.ofMinutes(1);

    private final Supplier<Instant> database;
    private Instant asked;
    private long askedNanos;

    /** @param database asks the database */
    DatabaseClock(Supplier<Instant> database) {
        this.database = database;
        ask();
    }

    @Override
    public synchronized Instant instant() {
        if (System.nanoTime() - askedNanos > VALID.toNanos()) {
            try {
                ask();
            } catch (JdbiException e) {
                LOG.debug("the database does not say what time it is", e);
            }
        }
        return asked.plusNanos(System.nanoTime() - askedNanos);
    }

    /** The answer is of the middle between question and arrival. */
    private void ask() {
        long before = System.nanoTime();
        asked = database.get();
        askedNanos = before + (System.nanoTime() - before) / 2;
    }
}
