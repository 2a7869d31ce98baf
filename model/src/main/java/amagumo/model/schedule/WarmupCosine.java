package amagumo.model.schedule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly from 0 over the first steps, then falls to a fraction of its peak along half a
 * cosine (Loshchilov and Hutter 2017) and stays there. It counts steps, never seconds, so that a run gives the same
 * weights on a slow machine.
 *
 * @param peak the highest rate, above 0
 * @param warmupSteps how many steps it rises for
 * @param decaySteps steps from the end of the rise to the lowest rate; 0: it never falls
 * @param lowest the last rate as a fraction of the peak, 0 to 1
 */
@JsonIgnoreProperties("@class") // written by DL4J's Jackson into earlier checkpoints
public record WarmupCosine(
        @JsonProperty("peak") double peak,
        @JsonProperty("warmupSteps") int warmupSteps,
        @JsonProperty("decaySteps") int decaySteps,
        @JsonProperty("lowest") double lowest)
        implements ISchedule {

    private static final long serialVersionUID = 1L;

    public WarmupCosine {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("a learning rate of " + peak);
        }
        if (warmupSteps < 0 || decaySteps < 0 || !(lowest >= 0 && lowest <= 1)) {
            throw new IllegalArgumentException("a learning rate that rises over %d steps and falls over %d to %s of it"
                    .formatted(warmupSteps, decaySteps, lowest));
        }
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        if (iteration < warmupSteps) {
            return peak * (iteration + 1) / warmupSteps;
        }
        if (decaySteps == 0) {
            return peak;
        }
        double done = Math.min(1, (iteration - warmupSteps) / (double) decaySteps);
        return peak * (lowest + (1 - lowest) * (1 + Math.cos(Math.PI * done)) / 2);
    }

    /** The same schedule with its rates multiplied by a factor. */
    public WarmupCosine times(double factor) {
        return new WarmupCosine(peak * factor, warmupSteps, decaySteps, lowest);
    }

    @Override
    public ISchedule clone() {
        return this;
    }
}
