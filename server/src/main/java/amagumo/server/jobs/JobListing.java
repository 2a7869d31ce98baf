package amagumo.server.jobs;

import amagumo.server.jobs.JobStore.ListedJob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Jobs as programs are told of them; the names of the fields are a contract.
 *
 * @param jobs by name
 */
public record JobListing(List<JobEntry> jobs) {

    /**
     * A job.
     *
     * @param trigger what begins its runs: {@code continuously}, {@code on schedule} or {@code on request}
     * @param paused who paused it and why, null if it is not paused
     * @param newestAttempt null if it has not run yet
     */
    public record JobEntry(String name, String trigger, String paused, AttemptEntry newestAttempt) {}

    /**
     * A page of attempts.
     *
     * @param attempts newest first
     * @param before what to give as {@code before} for the next page, null if this is the last
     */
    public record AttemptPage(List<AttemptEntry> attempts, Long before) {

        /**
         * A page.
         *
         * @param found newest first, one more than the page has if there are more
         * @param limit how many a page has
         */
        public static AttemptPage of(List<Attempt> found, int limit) {
            List<Attempt> page = found.subList(0, Math.min(limit, found.size()));
            return new AttemptPage(
                    page.stream().map(AttemptEntry::of).toList(),
                    found.size() > limit ? (Long) page.get(limit - 1).id() : null);
        }
    }

    /**
     * @param newest of a job's attempts, by its name; none if it has not run
     */
    static JobListing of(List<ListedJob> jobs, Function<String, List<Attempt>> newest) {
        return new JobListing(jobs.stream()
                .map(job -> entry(job, newest.apply(job.name()).stream().findFirst()))
                .toList());
    }

    private static JobEntry entry(ListedJob job, Optional<Attempt> newest) {
        return new JobEntry(
                job.name(),
                job.trigger().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                job.paused().orElse(null),
                newest.map(AttemptEntry::of).orElse(null));
    }
}
