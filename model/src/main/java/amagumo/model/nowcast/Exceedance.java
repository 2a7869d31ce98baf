package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.motion.MotionField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A probability forecast: the probability that the rain rate reaches each of several thresholds, at {@link
 * Nowcast#LEADS} lead times, one step apart, the first one step after the base time. The probability of a higher
 * threshold is nowhere larger.
 *
 * @param madeBy the name of the nowcaster that made it
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads
 * @param grid where the cells lie: that of the observed frames
 * @param motion of the rain on this grid, if the probabilities were made by means of it
 * @param leads the fields
 */
public record Exceedance(
        String madeBy, Instant baseTime, int stepMinutes, RadarGrid grid, Optional<MotionField> motion, Leads leads) {

    /** The thresholds in mm/h, increasing. */
    public static final List<Float> THRESHOLDS_MM_H = List.of(0.5f, 1f, 2f, 5f, 10f, 20f);

    /** The fields of a forecast, computed when asked for. */
    @FunctionalInterface
    public interface Leads {
        /**
         * @param lead 1 to {@link Nowcast#LEADS}
         * @return for each threshold {@code [row][column]}, 0 to 1, NaN where nothing is known
         */
        List<float[][]> probabilities(int lead);
    }

    /**
     * The probabilities at a lead.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     * @return for each threshold {@code [row][column]}, 0 to 1, NaN where nothing is known
     * @throws IndexOutOfBoundsException for another lead
     */
    public List<float[][]> probabilities(int lead) {
        if (lead < 1 || lead > Nowcast.LEADS) {
            throw new IndexOutOfBoundsException("lead %d is not one of 1 to %d".formatted(lead, Nowcast.LEADS));
        }
        return leads.probabilities(lead);
    }
}
