package amagumo.server.registry;

import java.io.IOException;
import org.jdbi.v3.core.HandleConsumer;

/** How something is stored: in a transaction, and perhaps under a condition, such as the lease of a job's attempt. */
@FunctionalInterface
public interface Storing {

    /** Does the work in a transaction, or throws and leaves everything as it was. */
    void store(HandleConsumer<IOException> work) throws IOException;
}
