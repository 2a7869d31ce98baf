package amagumo.server.forecast;

import amagumo.model.nowcast.Exceedance;
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

    /** Probabilities as they are kept. */
    public static Exceedance inWholePerCent(Exceedance exact) {
        return new Exceedance(
                exact.madeBy(),
                exact.baseTime(),
                exact.stepMinutes(),
                exact.grid(),
                exact.motion(),
                lead -> exact.probabilities(lead).stream()
                        .map(Probable::inWholePerCent)
                        .toList());
    }

    private static float[][] inWholePerCent(float[][] probabilities) {
        float[][] rounded = new float[probabilities.length][probabilities[0].length];
        for (int r = 0; r < rounded.length; r++) {
            for (int c = 0; c < rounded[r].length; c++) {
                float probability = probabilities[r][c];
                rounded[r][c] = Float.isNaN(probability) ? Float.NaN : Math.round(100 * probability) / 100f;
            }
        }
        return rounded;
    }
}
