package amagumo.server.http.limit;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;

/**
 * Leaves each client a part of the threads, so that one that reads its answers slowly does not keep those of the others
 * from being written. What it asks for beyond that waits.
 */
public final class ThreadsOfAClient extends ThreadLimitHandler {

    private static final int MOST_THREADS = 32;

    private final Clients clients;

    public ThreadsOfAClient(Clients clients) {
        this.clients = clients;
        setThreadLimit(MOST_THREADS);
    }

    @Override
    protected String getRemoteIP(Request request) {
        return clients.of(request).counted().getHostAddress();
    }
}
