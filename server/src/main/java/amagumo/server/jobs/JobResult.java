package amagumo.server.jobs;

/**
 * What a run that did not fail came to.
 *
 * @param outcome {@link Outcome#SUCCEEDED} or {@link Outcome#SKIPPED}
 * @param reason what was done, or why nothing was, in a sentence
 */
public record JobResult(Outcome outcome, String reason) {

    public JobResult {
        if (outcome != Outcome.SUCCEEDED && outcome != Outcome.SKIPPED) {
            throw new IllegalArgumentException("a run cannot say of itself that it is " + outcome);
        }
    }

    /** It did what it is for. */
    public static JobResult succeeded(String reason) {
        return new JobResult(Outcome.SUCCEEDED, reason);
    }

    /** There was nothing to do, and never will be for this nominal time. */
    public static JobResult skipped(String reason) {
        return new JobResult(Outcome.SKIPPED, reason);
    }
}
