package amagumo.model.nowcast;

/** Gives the probabilities of rain of the next {@link Nowcast#LEADS} frames from the last {@link NowcastInput#FRAMES}. */
public interface ProbabilityNowcaster {

    /** What stands in a forecast as its maker, such as {@code lagrangian-probability}. */
    String name();

    /** The probabilities on the input's own grid and at its step. */
    Exceedance exceedance(NowcastInput input);
}
