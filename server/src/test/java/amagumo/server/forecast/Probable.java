package amagumo.server.forecast;

import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastAndExceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import java.util.Optional;

/** Rain that stays where it is, with the probabilities that the last frame's neighbourhoods give. */
public final class Probable implements Nowcaster {

    @Override
    public String name() {
        return "probable";
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        Nowcast last = new Persistence().forecast(input);
        return new Nowcast(name(), last.baseTime(), last.stepMinutes(), last.grid(), last.leads());
    }

    @Override
    public NowcastAndExceedance forecastWithExceedance(NowcastInput input) {
        return new NowcastAndExceedance(forecast(input), Optional.of(new LagrangianProbability().exceedance(input)));
    }
}
