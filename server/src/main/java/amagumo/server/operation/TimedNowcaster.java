package amagumo.server.operation;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastAndExceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A nowcaster whose forecasts are counted and timed.
 *
 * @param nowcaster that makes the forecasts
 * @param registry gets counts and times
 */
public record TimedNowcaster(Nowcaster nowcaster, MeterRegistry registry) implements Nowcaster {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    @Override
    public String name() {
        return nowcaster.name();
    }

    @Override
    public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return nowcaster.mismatch(grid, stepMinutes);
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        return timed(() -> nowcaster.forecast(input));
    }

    @Override
    public NowcastAndExceedance forecastWithExceedance(NowcastInput input) {
        return timed(() -> nowcaster.forecastWithExceedance(input));
    }

    private <T> T timed(Supplier<T> making) {
        Timer.Sample started = Timer.start(registry);
        String outcome = "failed";
        try {
            T made = making.get();
            outcome = "made";
            return made;
        } finally {
            started.stop(Timer.builder("amagumo.forecast.duration")
                    .description("How long forecasts took to make, by nowcaster.")
                    .tag("nowcaster", name())
                    .tag("outcome", outcome)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry));
        }
    }
}
