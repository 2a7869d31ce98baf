package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.render.FramePng;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        String madeBy,
        Instant baseTime,
        int stepMinutes,
        RadarGrid grid,
        List<KeptFrame> observed,
        List<KeptFrame> leads) {

    public KeptForecast {
        observed = List.copyOf(observed);
        leads = List.copyOf(leads);
    }

    /** Computes the fields of a forecast, draws and packs them. */
    static KeptForecast of(Nowcast nowcast, List<KeptFrame> observed) {
        List<KeptFrame> leads = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            Picture picture = Picture.of(FramePng.mercator(rates, nowcast.grid()));
            leads.add(KeptFrame.of(nowcast.validTime(lead), picture, rates));
        }
        return new KeptForecast(
                nowcast.madeBy(), nowcast.baseTime(), nowcast.stepMinutes(), nowcast.grid(), observed, leads);
    }

    /** How many minutes after the base time something is; negative before it. */
    public long leadMinutes(Instant time) {
        return Duration.between(baseTime, time).toMinutes();
    }

    /**
     * The rain rate at a time.
     *
     * @param rateMmH mm/h, NaN where missing
     */
    public record RateAt(Instant validTime, float rateMmH) {}

    /**
     * The rain rates at a place in order of time, observed ones first.
     *
     * @param latitude degrees
     * @param longitude degrees, -180 to 360
     * @return nothing if the place is outside the grid
     */
    public Optional<List<RateAt>> ratesAt(double latitude, double longitude) {
        return Cell.at(grid, latitude, longitude).map(cell -> Stream.concat(observed.stream(), leads.stream())
                .map(frame -> new RateAt(frame.validTime(), frame.rate(cell.row(), cell.column())))
                .toList());
    }
}
