package amagumo.server.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * That a run is to be, as it waits in the scheduler's table.
 *
 * @param id tells it from other requests for the same run, so that one that was served is not served again
 * @param nominalTime of the run
 * @param startedBy see {@link Attempt#startedBy}
 * @param urgent whether somebody asked for it, however old its nominal time is
 * @param parameters what whoever asked for the run gave it; a retry has the same
 * @param retryOf the attempt before, if this is another try
 * @param failures how many attempts failed before, at least 0
 */
record RunRequest(
        String id,
        Instant nominalTime,
        String startedBy,
        boolean urgent,
        Map<String, String> parameters,
        OptionalLong retryOf,
        int failures) {

    RunRequest {
        parameters = Map.copyOf(parameters);
    }

    static RunRequest first(
            String id, Instant nominalTime, String startedBy, boolean urgent, Map<String, String> given) {
        return new RunRequest(id, nominalTime, startedBy, urgent, given, OptionalLong.empty(), 0);
    }

    /** The same run again after an attempt that failed. */
    RunRequest afterFailure(long attempt) {
        return new RunRequest(id, nominalTime, "retry", urgent, parameters, OptionalLong.of(attempt), failures + 1);
    }

    /** The same run again after an attempt that did not end by itself, which counts as no failure. */
    RunRequest again(long attempt) {
        return new RunRequest(id, nominalTime, "retry", urgent, parameters, OptionalLong.of(attempt), failures);
    }
}
