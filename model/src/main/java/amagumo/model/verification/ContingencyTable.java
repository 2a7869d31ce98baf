package amagumo.model.verification;

/**
 * How often an event (a rate at or above a threshold) was forecast and how often it occurred. A ratio of zero to zero
 * is NaN: if no event was observed there is no probability of detection.
 *
 * @param hits forecast and observed
 * @param misses observed, not forecast
 * @param falseAlarms forecast, not observed
 * @param correctNegatives neither
 */
public record ContingencyTable(long hits, long misses, long falseAlarms, long correctNegatives) {

    /** Probability of detection, hits / observed events. */
    public double pod() {
        return (double) hits / (hits + misses);
    }

    /** False alarm ratio, false alarms / forecast events. */
    public double far() {
        return (double) falseAlarms / (hits + falseAlarms);
    }

    /** Critical success index, hits / (hits + misses + false alarms). */
    public double csi() {
        return (double) hits / (hits + misses + falseAlarms);
    }
}
