package amagumo.model.nowcast;

import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;

/**
 * Rain that moves and loses its small scales: the first guess from which a network in the moving frame starts, used by
 * itself, with its area of heavy rain restored. NaN where the last frame is missing; elsewhere, what was not seen
 * counts as dry.
 */
public final class SmoothedRover implements Nowcaster {

    @Override
    public String name() {
        return NowcasterName.SMOOTHED_ROVER.toString();
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        MovingFrame frame = MovingFrame.of(ReferenceFrame.LAGRANGIAN, input.rates());
        FirstGuess guess = FirstGuess.of(input.rates(), frame);
        HeavyRain heavy = HeavyRain.of(input.last());
        return new Nowcast(
                name(),
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                lead -> ObservedArea.only(frame.leave(heavy.restore(guess.field(lead)), lead), input.last()));
    }
}
