package amagumo.server.jobs.task;

import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.retention.DiskSpace;
import java.util.Optional;

/**
 * A job whose runs are skipped while the disk is nearly full.
 *
 * @param job that writes what can be made again
 * @param disk that it writes to
 */
public record WithDiskSpace(Job job, DiskSpace disk) implements Job {

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public JobPolicy policy() {
        return job.policy();
    }

    @Override
    public JobResult run(AttemptContext attempt) throws Exception {
        Optional<String> shortage = disk.shortage();
        return shortage.isPresent() ? JobResult.skipped(shortage.get()) : job.run(attempt);
    }
}
