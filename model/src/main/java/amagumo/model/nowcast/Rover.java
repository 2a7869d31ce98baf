package amagumo.model.nowcast;

import amagumo.model.motion.Advection;
import amagumo.model.motion.Inflow;
import amagumo.model.motion.MotionField;

/**
 * Rain that moves and does not change: the last frame advected along the motion that optical flow finds in the last
 * frames, as ROVER does at the Hong Kong Observatory (Woo and Wong 2017). Rain that flows in over the edge of the grid
 * takes the value at the edge. NaN where the last frame is missing; elsewhere, what was not seen counts as dry.
 */
public final class Rover implements Nowcaster {

    @Override
    public String name() {
        return NowcasterName.ROVER.toString();
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        MotionField motion = MotionField.estimate(input.rates());
        float[][] last = input.last();
        return new Nowcast(
                name(),
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                lead -> ObservedArea.only(Advection.advect(last, motion, lead, Inflow.EDGE), last));
    }
}
