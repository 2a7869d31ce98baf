package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * A forecast: the rain rate at {@link #LEADS} lead times, one step apart, the first one step after the base time.
 *
 * @param madeBy the name of the nowcaster that made it
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads
 * @param grid where the cells lie: that of the observed frames
 * @param leads the fields
 */
public record Nowcast(String madeBy, Instant baseTime, int stepMinutes, RadarGrid grid, Leads leads) {

    /** How many lead times a forecast has. */
    public static final int LEADS = WindowSpec.LEADS;

    /** The fields of a forecast, computed when asked for or kept, so that all Japan need not be in memory 15 times. */
    @FunctionalInterface
    public interface Leads {
        /**
         * @param lead 1 to {@link #LEADS}
         * @return rain rates {@code [row][column]} in mm/h, NaN where nothing is known, 0 where dry
         */
        float[][] rates(int lead);
    }

    /**
     * The field of a lead.
     *
     * @param lead 1 to {@link #LEADS}
     * @return rain rates {@code [row][column]} in mm/h, NaN where nothing is known, 0 where dry
     * @throws IndexOutOfBoundsException for another lead
     */
    public float[][] rates(int lead) {
        checkLead(lead);
        return leads.rates(lead);
    }

    /** When the field of a lead (1 to {@link #LEADS}) is valid, UTC. */
    public Instant validTime(int lead) {
        checkLead(lead);
        return baseTime.plus(Duration.ofMinutes((long) lead * stepMinutes));
    }

    private static void checkLead(int lead) {
        if (lead < 1 || lead > LEADS) {
            throw new IndexOutOfBoundsException("lead %d is not one of 1 to %d".formatted(lead, LEADS));
        }
    }
}
