package amagumo.model.train;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastAndExceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import java.util.Optional;

/** A nowcaster that keeps the probabilities of its latest forecast, so that they need no second run of its network. */
final class OneRun implements Nowcaster {

    private final Nowcaster nowcaster;
    private Optional<Exceedance> exceedance = Optional.empty();
    private float[][] last = {};

    OneRun(Nowcaster nowcaster) {
        this.nowcaster = nowcaster;
    }

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
        NowcastAndExceedance both = nowcaster.forecastWithExceedance(input);
        exceedance = both.exceedance();
        last = input.last();
        return both.nowcast();
    }

    /** The probabilities of the latest forecast. */
    Exceedance exceedance() {
        return exceedance.orElseThrow();
    }

    /** The last frame that the latest forecast was made from. */
    float[][] last() {
        return last;
    }
}
