package amagumo.model.evaluation.gate;

/**
 * A statistic and how far it may be trusted.
 *
 * @param low lower end of the confidence interval
 * @param estimate the statistic of what was observed
 * @param high upper end of the confidence interval
 */
public record Interval(double low, double estimate, double high) {}
