package amagumo.server.jobs;

import amagumo.server.jobs.JobStore.ListedJob;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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
     * @param stepSeconds between two of its nominal times, null where they follow from no rule and cannot be backfilled
     * @param paused who paused it and why, null if it is not paused
     * @param nextRun when a run begins that has not begun, null if none is planned
     * @param waiting how many runs wait whose time has come
     * @param running how many runs are under way, on whatever server
     * @param backfills ranges that are being made up for
     * @param runParameters what whoever asks for a run may give it
     * @param newestAttempt null if it has not run yet
     */
    public record JobEntry(
            String name,
            String trigger,
            Long stepSeconds,
            String paused,
            String nextRun,
            int waiting,
            int running,
            List<BackfillEntry> backfills,
            List<RunParameter> runParameters,
            AttemptEntry newestAttempt) {}

    /**
     * A range of nominal times that is being backfilled.
     *
     * @param done how many of its nominal times it has gone through
     * @param total how many it has
     */
    public record BackfillEntry(String from, String until, String startedBy, long done, long total) {}

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
     * @param isUnderWay whether a run waits or is under way
     * @param newest of a job's attempts, by its name; none if it has not run
     */
    static JobListing of(
            List<ListedJob> jobs, Agenda agenda, Predicate<Run> isUnderWay, Function<String, List<Attempt>> newest) {
        return new JobListing(jobs.stream()
                .map(job -> entry(
                        job,
                        agenda,
                        isUnderWay,
                        newest.apply(job.name()).stream().findFirst()))
                .toList());
    }

    private static JobEntry entry(ListedJob job, Agenda agenda, Predicate<Run> isUnderWay, Optional<Attempt> newest) {
        return new JobEntry(
                job.name(),
                job.trigger().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                job.times().map(times -> times.period().toSeconds()).orElse(null),
                job.paused().orElse(null),
                agenda.next(job.name()).map(Instant::toString).orElse(null),
                agenda.waiting().getOrDefault(job.name(), 0),
                agenda.running().getOrDefault(job.name(), 0),
                job.times().stream()
                        .flatMap(times -> agenda.ranges().stream()
                                .filter(range -> range.left().job().equals(job.name()))
                                .map(range -> backfill(range, times, isUnderWay)))
                        .toList(),
                job.parameters(),
                newest.map(AttemptEntry::of).orElse(null));
    }

    private static BackfillEntry backfill(Agenda.BackfilledRange range, NominalTimes times, Predicate<Run> isUnderWay) {
        BackfillTask.Range left = range.left();
        Instant reached = Instant.ofEpochMilli(left.from());
        Instant until = Instant.ofEpochMilli(left.until());
        long asked = left.asked() ? count(times, range.first(), reached) : 0;
        boolean runs = left.asked() && isUnderWay.test(new Run(left.job(), reached));
        return new BackfillEntry(
                range.first().toString(),
                until.toString(),
                left.startedBy(),
                runs ? asked - 1 : asked,
                count(times, range.first(), until));
    }

    /** How many nominal times there are from one moment to another, both included. */
    private static long count(NominalTimes times, Instant from, Instant until) {
        return times.between(from.minusMillis(1), until);
    }
}
