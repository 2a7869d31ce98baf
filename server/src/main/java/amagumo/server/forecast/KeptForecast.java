package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.render.FramePng;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast, ready to be shown.
 *
 * @param madeBy name of the nowcaster that made it
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads
 * @param grid where the cells lie
 * @param observed the frames it was made from, oldest first
 * @param leads its fields, one step apart, the first one step after the base time
 */
public record KeptForecast(
        String madeBy, Instant baseTime, int stepMinutes, RadarGrid grid, List<Observed> observed, List<Lead> leads) {

    /** A frame that a forecast was made from. */
    public record Observed(Instant validTime, Picture picture) {}

    /** A field of a forecast: its picture, and its rain rates to be read cell by cell. */
    public static final class Lead {

        private final Instant validTime;
        private final Picture picture;
        private final PackedRates rates;

        private Lead(Instant validTime, Picture picture, PackedRates rates) {
            this.validTime = validTime;
            this.picture = picture;
            this.rates = rates;
        }

        /** When it is valid, UTC. */
        public Instant validTime() {
            return validTime;
        }

        public Picture picture() {
            return picture;
        }

        /** The rain rate of a cell in mm/h, to 0.01 mm/h, NaN where missing. */
        public float rate(int row, int column) {
            return rates.rate(row, column);
        }
    }

    public KeptForecast {
        observed = List.copyOf(observed);
        leads = List.copyOf(leads);
    }

    /** Computes the fields of a forecast, draws and packs them. */
    static KeptForecast of(Nowcast nowcast, List<Observed> observed) {
        List<Lead> leads = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            Picture picture = Picture.of(FramePng.mercator(rates, nowcast.grid()));
            leads.add(new Lead(nowcast.validTime(lead), picture, PackedRates.of(rates)));
        }
        return new KeptForecast(
                nowcast.madeBy(), nowcast.baseTime(), nowcast.stepMinutes(), nowcast.grid(), observed, leads);
    }

    /** How many minutes after the base time something is; negative before it. */
    public long leadMinutes(Instant time) {
        return Duration.between(baseTime, time).toMinutes();
    }
}
