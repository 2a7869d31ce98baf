package amagumo.server.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures in the server's log: a job that keeps failing of one cause is told of once. For several threads at once. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Map<String, String> causes = new ConcurrentHashMap<>();

    /** Tells of a failure unless the job's last one had the same cause. */
    void failed(Job job, Attempt attempt, Failure failure) {
        String cause = failure.cause().toString();
        if (cause.equals(causes.put(job.name(), cause))) {
            return;
        }
        String told = "attempt %d of %s failed: %s; more of the same are in the logs of their attempts alone"
                .formatted(attempt.id(), job.name(), failure.reason());
        if (failure.isBug()) {
            LOG.error(told, failure.thrown());
        } else {
            LOG.error(told);
        }
    }

    /** What fails next is told of, as the job works meanwhile. */
    void succeeded(Job job) {
        causes.remove(job.name());
    }
}
