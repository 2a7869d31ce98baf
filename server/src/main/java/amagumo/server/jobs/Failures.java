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
    void failed(Job job, Attempt attempt, Throwable thrown) {
        String cause = cause(thrown).toString();
        if (!cause.equals(causes.put(job.name(), cause))) {
            LOG.error(
                    "attempt {} of {} failed; more of the same are in the logs of their attempts alone",
                    attempt.id(),
                    job.name(),
                    thrown);
        }
    }

    /** What fails next is told of, as the job works meanwhile. */
    void succeeded(Job job) {
        causes.remove(job.name());
    }

    /** The innermost, as those around it often name the attempt. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
