package amagumo.model.ensemble;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import java.time.Instant;

/**
 * An ensemble forecast: fields of rain rates, each as likely as any other, at {@link Nowcast#LEADS} lead times, one
 * step apart, the first one step after the base time.
 *
 * @param madeBy the name of what made it
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads
 * @param grid where the cells lie: that of the observed frames
 * @param members how many there are
 * @param leads the fields
 */
public record Ensemble(String madeBy, Instant baseTime, int stepMinutes, RadarGrid grid, int members, Leads leads) {

    /** The most members that are made. */
    public static final int MOST = 100;

    public Ensemble {
        if (members < 1 || members > MOST) {
            throw new IllegalArgumentException("%d members are not 1 to %d".formatted(members, MOST));
        }
    }

    /** The leads of a forecast, computed when asked for. */
    @FunctionalInterface
    public interface Leads {
        /**
         * @param lead 1 to {@link Nowcast#LEADS}
         */
        Members members(int lead);
    }

    /** The members at one lead, computed when asked for. */
    @FunctionalInterface
    public interface Members {
        /**
         * @param member from 1
         * @return rain rates {@code [row][column]} in mm/h, NaN where nothing is known, 0 where dry
         */
        float[][] rates(int member);
    }

    /**
     * The members at a lead.
     *
     * @param lead 1 to {@link Nowcast#LEADS}
     * @throws IndexOutOfBoundsException for another lead
     */
    public Members members(int lead) {
        if (lead < 1 || lead > Nowcast.LEADS) {
            throw new IndexOutOfBoundsException("lead %d is not one of 1 to %d".formatted(lead, Nowcast.LEADS));
        }
        Members all = leads.members(lead);
        return member -> {
            if (member < 1 || member > members) {
                throw new IndexOutOfBoundsException("member %d is not one of 1 to %d".formatted(member, members));
            }
            return all.rates(member);
        };
    }
}
