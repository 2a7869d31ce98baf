package amagumo.server.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a job runs, and what happens where that fails.
 *
 * @param trigger what begins its runs
 * @param times its nominal times, where they follow from a rule; a range of them can be backfilled
 * @param catchUp of those that passed while no server ran, how many are made up for, newest first kept, at least 1
 * @param oldest how old a nominal time may be for a run to begin that nobody asked for
 * @param expected how long an attempt takes at most; a longer one is flagged as an overrun
 * @param retries how often a run that failed is tried again, at least 0
 * @param backOff before the first retry; each later one waits twice as long, an hour at most
 * @param parameters what whoever asks for a run may give it, by different names
 */
public record JobPolicy(
        Trigger trigger,
        Optional<NominalTimes> times,
        int catchUp,
        Optional<Duration> oldest,
        Optional<Duration> expected,
        int retries,
        Duration backOff,
        List<RunParameter> parameters) {

    /** What begins the runs of a job. */
    public enum Trigger {
        /** It runs all the time, on one server at a time; whenever it ends it begins again. */
        CONTINUOUSLY,
        /** Each of its nominal times as it comes. */
        ON_SCHEDULE,
        /** Other jobs and people alone. */
        ON_REQUEST
    }

    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

    public JobPolicy {
        parameters = List.copyOf(parameters);
        if (catchUp < 1 || retries < 0 || backOff.isNegative() || backOff.isZero()) {
            throw new IllegalArgumentException(
                    "%d made up for, %d retries after %s".formatted(catchUp, retries, backOff));
        }
        if (trigger == Trigger.ON_SCHEDULE && times.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs times");
        }
    }

    private static JobPolicy of(Trigger trigger, Optional<NominalTimes> times) {
        return new JobPolicy(
                trigger, times, 1, Optional.empty(), Optional.empty(), 3, Duration.ofSeconds(5), List.of());
    }

    /** It runs all the time. */
    public static JobPolicy continuously() {
        return of(Trigger.CONTINUOUSLY, Optional.empty());
    }

    /** It runs at each of these times; one that was missed is made up for; a failed run is tried again three times. */
    public static JobPolicy onSchedule(NominalTimes times) {
        return of(Trigger.ON_SCHEDULE, Optional.of(times));
    }

    /** It runs where others ask for it; a failed run is tried again three times. */
    public static JobPolicy onRequest() {
        return of(Trigger.ON_REQUEST, Optional.empty());
    }

    /** This policy with nominal times, which can be backfilled, if they follow from a rule. */
    public JobPolicy withTimes(Optional<NominalTimes> given) {
        return new JobPolicy(trigger, given, catchUp, oldest, expected, retries, backOff, parameters);
    }

    /** This policy with another bound on the missed times that are made up for. */
    public JobPolicy withCatchUp(int given) {
        return new JobPolicy(trigger, times, given, oldest, expected, retries, backOff, parameters);
    }

    /** This policy with runs skipped whose nominal time is older. */
    public JobPolicy withOldest(Duration given) {
        return new JobPolicy(trigger, times, catchUp, Optional.of(given), expected, retries, backOff, parameters);
    }

    /** This policy with longer attempts flagged. */
    public JobPolicy withExpected(Duration given) {
        return new JobPolicy(trigger, times, catchUp, oldest, Optional.of(given), retries, backOff, parameters);
    }

    /** This policy with other retries. */
    public JobPolicy withRetries(int most, Duration first) {
        return new JobPolicy(trigger, times, catchUp, oldest, expected, most, first, parameters);
    }

    /** This policy with what a run may be given. */
    public JobPolicy withParameters(List<RunParameter> given) {
        return new JobPolicy(trigger, times, catchUp, oldest, expected, retries, backOff, given);
    }

    /** How long a run waits that has failed so often, at least once. */
    Duration pauseAfter(int failures) {
        Duration doubled = backOff.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    /** Why a run is not to begin that nobody asked for, if it is not. */
    Optional<String> tooOld(Instant nominalTime, Instant now) {
        return oldest.filter(most -> nominalTime.plus(most).isBefore(now))
                .map(most -> "%s is %s ago, and runs are skipped beyond %s (jobs.skip-older-than)"
                        .formatted(nominalTime, written(Duration.between(nominalTime, now)), written(most)));
    }

    private static String written(Duration duration) {
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
