package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.render.FramePng;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A forecast, ready to be shown.
 *
 * @param madeBy name of the nowcaster that made it
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads
 * @param grid where the cells lie
 * @param inputs the stored frames it was made from
 * @param observed what these show and of which versions they are, oldest first
 * @param leads its fields, one step apart, the first one step after the base time
 * @param version changes whenever anything else does: 32 hexadecimal digits
 */
public record KeptForecast(
        String madeBy,
        Instant baseTime,
        int stepMinutes,
        RadarGrid grid,
        InputFrames inputs,
        List<Observation> observed,
        List<KeptFrame> leads,
        String version) {

    private static final int VERSION_DIGITS = 32;

    public KeptForecast {
        observed = List.copyOf(observed);
        leads = List.copyOf(leads);
    }

    /** Computes the fields of a forecast, draws and packs them. */
    static KeptForecast of(Nowcast nowcast, InputFrames inputs, List<Observation> observed) {
        List<KeptFrame> leads = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            Picture picture = Picture.of(FramePng.mercator(rates, nowcast.grid()));
            leads.add(KeptFrame.of(nowcast.validTime(lead), picture, rates));
        }
        return new KeptForecast(
                nowcast.madeBy(),
                nowcast.baseTime(),
                nowcast.stepMinutes(),
                nowcast.grid(),
                inputs,
                observed,
                leads,
                version(nowcast, observed, leads));
    }

    /** The inputs' versions are part of it: what a place gets may change where no picture does. */
    private static String version(Nowcast nowcast, List<Observation> observed, List<KeptFrame> leads) {
        Stream<String> parts = Stream.of(
                        Stream.of(nowcast.madeBy(), nowcast.baseTime().toString()),
                        observed.stream()
                                .map(observation -> observation.version().hex()),
                        Stream.concat(observed.stream().map(Observation::frame), leads.stream())
                                .map(frame -> frame.picture().version()))
                .flatMap(part -> part);
        return Sha256.of(parts.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8))
                .substring(0, VERSION_DIGITS);
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
        return Cell.at(grid, latitude, longitude)
                .map(cell -> Stream.concat(observed.stream().map(Observation::frame), leads.stream())
                        .map(frame -> new RateAt(frame.validTime(), frame.rate(cell.row(), cell.column())))
                        .toList());
    }
}
