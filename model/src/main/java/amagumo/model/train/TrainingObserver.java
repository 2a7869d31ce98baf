package amagumo.model.train;

import java.util.Map;

/** Is told how a training progresses, on the thread that trains. */
public interface TrainingObserver {

    /**
     * A step is done.
     *
     * @param step how many steps are done, including this one
     * @param loss the mean loss over the batch's pixels and leads
     * @param learningRate the learning rate of this step
     * @param samplesPerSecond the speed since the last validation or the start
     */
    record StepReport(long step, double loss, double learningRate, double samplesPerSecond) {}

    /**
     * A validation is done.
     *
     * @param step how many steps were done before
     * @param chosenBy what weights are chosen by, for people: {@code CSI} or {@code Brier skill}
     * @param score its value
     * @param best whether no earlier validation was as good
     * @param scores all scores by name
     */
    record ValidationReport(long step, String chosenBy, double score, boolean best, Map<String, Double> scores) {}

    /** Called after each step. */
    void stepped(StepReport report);

    /** Called after each validation. */
    void validated(ValidationReport report);

    /**
     * Called after the weights were reset to an earlier step.
     *
     * @param reason why, as one sentence
     */
    void rolledBack(long fromStep, long toStep, String reason);
}
