package amagumo.model.train;

import java.util.Map;

/** Is told how a training goes, on the thread that trains. */
public interface TrainingObserver {

    /**
     * A step is done.
     *
     * @param step how many are done, this one included
     * @param loss mean over the batch's pixels and leads
     * @param learningRate of this step
     * @param samplesPerSecond since the last validation or the start
     */
    record StepReport(long step, double loss, double learningRate, double samplesPerSecond) {}

    /**
     * A validation is done.
     *
     * @param step how many steps were done before
     * @param score what early stopping goes by
     * @param best whether no earlier one was as good
     * @param scores by name
     */
    record ValidationReport(long step, double score, boolean best, Map<String, Double> scores) {}

    /** Called after each step. */
    void stepped(StepReport report);

    /** Called after each validation. */
    void validated(ValidationReport report);

    /**
     * Called after weights were taken back to an earlier step.
     *
     * @param reason why, as one sentence
     */
    void rolledBack(long fromStep, long toStep, String reason);
}
