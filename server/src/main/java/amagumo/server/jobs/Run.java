package amagumo.server.jobs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What runs once at a time: a job for a nominal time.
 *
 * @param job its name
 * @param nominalTime whole milliseconds; that of a continuous job is {@link #CONTINUOUS}
 */
public record Run(String job, Instant nominalTime) {

    /** Where the nominal time of a job would be that runs all the time. */
    static final Instant CONTINUOUS = Instant.EPOCH;

    public Run {
        if (!nominalTime.truncatedTo(ChronoUnit.MILLIS).equals(nominalTime)) {
            throw new IllegalArgumentException(nominalTime + " is not whole milliseconds");
        }
    }

    /** As db-scheduler calls it within the job. */
    String instance() {
        return nominalTime.equals(CONTINUOUS) ? "continuous" : nominalTime.toString();
    }
}
