package amagumo.server.config;

import amagumo.model.nowcast.NowcasterName;
import java.time.Duration;
import java.util.List;

/**
 * Which forecasts are made beside the one that is shown, and how long they are kept.
 *
 * @param nowcasters what else forecasts, in order
 * @param catchUp how far before the newest base time forecasts are made up for, 0 to 10 years
 * @param age how long after it was made a forecast is kept, at least an hour
 * @param octets how much they may take on the disk
 */
public record ForecastSettings(List<NowcasterName> nowcasters, Duration catchUp, Duration age, long octets) {

    public ForecastSettings {
        nowcasters = List.copyOf(nowcasters);
    }

    static ForecastSettings of(Section serve) {
        Section section = serve.section("forecasts");
        return new ForecastSettings(
                serve.list("nowcasters", ServeSettings::nowcaster),
                section.duration("catch-up", Duration.ZERO, Duration.ofDays(3660)),
                section.duration("age", Duration.ofHours(1), Duration.ofDays(3660)),
                section.octets("size", 1, Long.MAX_VALUE));
    }
}
