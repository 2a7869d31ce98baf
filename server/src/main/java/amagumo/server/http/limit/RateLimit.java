package amagumo.server.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses with status 429 what a client asks for beyond its rate, before anything is done for it: a bucket of tokens for
 * each client, which refills all the time. Buckets that are full again are forgotten, and of the rest those longest unused
 * once there are too many: who has so many addresses is not stopped by a rate, but does not fill the memory either.
 */
public final class RateLimit extends Handler.Wrapper {

    /** Some 30 MB of buckets. */
    private static final long MOST_CLIENTS = 100_000;

    private final Clients clients;
    private final LoadingCache<InetAddress, Bucket> buckets;

    /**
     * @param perMinute requests in the long run, at least 1
     * @param burst requests at once, at least 1
     */
    public RateLimit(Clients clients, int perMinute, int burst) {
        this.clients = clients;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(burst / perMinute + 1))
                .build(client -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Client client = clients.of(request);
        Bucket bucket = buckets.get(client.counted());
        if (bucket.tryConsume(1)) {
            return super.handle(request, response, callback);
        }
        long seconds = 1
                + TimeUnit.NANOSECONDS.toSeconds(
                        bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        new Refusal("there were too many requests from your address", seconds)
                .write(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
        return true;
    }
}
