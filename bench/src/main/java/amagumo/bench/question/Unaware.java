package amagumo.bench.question;

import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;

/**
 * A network that does not know how far apart its frames are, at any step: it takes them to be as far apart as those that it
 * learnt from. Its model file would refuse others.
 *
 * @param learntStepMinutes a step that it learnt from
 */
record Unaware(Nowcaster nowcaster, int learntStepMinutes) implements Nowcaster {

    @Override
    public String name() {
        return nowcaster.name();
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        Nowcast forecast =
                nowcaster.forecast(new NowcastInput(input.baseTime(), learntStepMinutes, input.grid(), input.rates()));
        return new Nowcast(name(), input.baseTime(), input.stepMinutes(), input.grid(), forecast::rates);
    }
}
