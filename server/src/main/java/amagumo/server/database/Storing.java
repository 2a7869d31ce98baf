package amagumo.server.database;

import org.jdbi.v3.core.HandleConsumer;

/** How something is stored: in a transaction, and under a condition, such as the lease of a job's attempt. */
@FunctionalInterface
public interface Storing {

    /** Does the work in a transaction, or throws and leaves everything as it was. */
    void store(HandleConsumer<RuntimeException> work);
}
