package amagumo.model.nowcast;

import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import java.util.List;

/**
 * Probabilities without a network: the share of the neighbourhood in the last frame that reaches a threshold, moved
 * along the motion (the local Lagrangian method of Germann and Zawadzki 2004). The neighbourhood is Gaussian, as wide
 * as the predictability of the window's own inputs suggests (see {@link FirstGuess}), and grows with the lead. NaN
 * where the last frame is missing; elsewhere, what was not seen counts as dry.
 */
public final class LagrangianProbability implements ProbabilityNowcaster {

    @Override
    public String name() {
        return "lagrangian-probability";
    }

    @Override
    public Exceedance exceedance(NowcastInput input) {
        MovingFrame frame = MovingFrame.of(ReferenceFrame.LAGRANGIAN, input.rates());
        FirstGuess guess = FirstGuess.of(input.rates(), frame);
        return new Exceedance(
                name(),
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                frame.motion(),
                lead -> moved(guess.exceedance(lead, Exceedance.THRESHOLDS_MM_H), frame, lead, input.last()));
    }

    private static List<float[][]> moved(List<float[][]> atRest, MovingFrame frame, int lead, float[][] last) {
        return frame.leave(atRest, lead).stream()
                .map(field -> ObservedArea.only(field, last))
                .toList();
    }
}
