package amagumo.server.database;

import org.jdbi.v3.core.HandleConsumer;

/**
 * How something is stored: in a transaction, and perhaps under a condition, such as the lease of a job's attempt.
 *
 * @param <X> what the work may throw
 */
@FunctionalInterface
public interface Storing<X extends Exception> {

    /** Does the work in a transaction, or throws and leaves everything as it was. */
    void store(HandleConsumer<X> work) throws X;
}
