package amagumo.model.ensemble;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MotionField;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.Origins;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.ProbabilityNowcaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes members of a probability forecast. In each cell a member has the rain rate that its noise stands for in the distribution that the
 * probabilities are: {@code P(R >= r) = 1 - Φ(noise)}. So over many members a threshold is reached as often as its
 * probability says, and where it is certain, all members agree. The noise moves with the rain, changes as fast as rain of its scale does
 * ({@link Lifetimes}), and is as rough as makes members look like radar ({@link Texture}).
 *
 * <p>STEPS (Bowler et al. 2006) adds noise to a moved field and takes its spread from the rain's lifetimes; here the spread is given and
 * the noise, whose cascade is that of STEPS, only arranges it in space and time.
 *
 * @param probabilities what gives the probabilities
 * @param members how many members there are, 1 to {@link Ensemble#MOST}
 * @param seed the same seed gives the same members
 */
public record EnsembleNowcaster(ProbabilityNowcaster probabilities, int members, long seed) {

    /** Less is dry. */
    private static final float DRIZZLE_MM_H = Decibels.DRY_MM_H;

    /** Why such frames cannot be forecast, as a sentence for people; empty if they can. */
    public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return probabilities.mismatch(grid, stepMinutes);
    }

    /**
     * The members, on the input's own grid and at its step.
     *
     * @throws IllegalArgumentException if {@link #mismatch} has something to say
     */
    public Ensemble forecast(NowcastInput input) {
        Exceedance exceedance = probabilities.exceedance(input);
        MotionField motion = exceedance.motion().orElseGet(() -> MotionField.estimate(input.rates()));
        MovingFrame frame = new MovingFrame(Optional.of(motion), input.last());
        FirstGuess guess = FirstGuess.of(input.rates(), frame);
        Origins origins = new Origins(motion);
        Noise noise = new Noise(seed, origins, Lifetimes.of(input.rates(), origins));
        return new Ensemble(exceedance.madeBy(), input.baseTime(), input.stepMinutes(), input.grid(), members, lead -> {
            float[][] drizzle =
                    frame.leave(guess.exceedance(lead, List.of(DRIZZLE_MM_H)).get(0), lead);
            RainQuantiles rain = withDrizzle(drizzle, exceedance.probabilities(lead));
            double[] amplitudes = Texture.amplitudes(rain, origins.moved(input.last(), lead), noise, lead);
            return member -> rain.rates(noise.of(member, lead, amplitudes));
        });
    }

    /** Light rain, which no probability is given of, is as likely as the moved last frame has it, and likelier than any stronger. */
    private static RainQuantiles withDrizzle(float[][] drizzle, List<float[][]> probabilities) {
        float[][] given = probabilities.get(0);
        float[][] lowest = new float[given.length][given[0].length];
        for (int r = 0; r < given.length; r++) {
            for (int c = 0; c < given[r].length; c++) {
                boolean more = !Float.isNaN(given[r][c]) && drizzle[r][c] > given[r][c];
                lowest[r][c] = more ? Math.min(1, drizzle[r][c]) : given[r][c];
            }
        }
        List<Float> thresholds = new ArrayList<>(List.of(DRIZZLE_MM_H));
        thresholds.addAll(Exceedance.THRESHOLDS_MM_H);
        List<float[][]> all = new ArrayList<>();
        all.add(lowest);
        all.addAll(probabilities);
        return RainQuantiles.of(thresholds, all);
    }
}
