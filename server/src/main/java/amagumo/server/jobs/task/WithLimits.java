package amagumo.server.jobs.task;

import amagumo.server.config.JobSettings;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import java.time.Duration;
import java.util.Optional;

/**
 * A job that makes up for as many missed nominal times, and runs as late, as the settings say.
 *
 * @param job whose nominal times are those of the clock
 * @param settings of all jobs
 */
public record WithLimits(Job job, JobSettings settings) implements Job {

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public JobPolicy policy() {
        JobPolicy own = job.policy();
        Integer catchUp = settings.catchUp().getOrDefault(name(), own.catchUp());
        Optional<Duration> oldest = Optional.ofNullable(settings.skipOlderThan().get(name()));
        JobPolicy caughtUp = own.withCatchUp(catchUp);
        return oldest.map(caughtUp::withOldest).orElse(caughtUp);
    }

    @Override
    public JobResult run(AttemptContext attempt) throws Exception {
        return job.run(attempt);
    }
}
