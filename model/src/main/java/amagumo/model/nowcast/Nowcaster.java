package amagumo.model.nowcast;

/** Predicts the next {@link Nowcast#LEADS} frames from the last {@link NowcastInput#FRAMES}. Safe to call in turn. */
public interface Nowcaster {

    /** What stands in a forecast as its maker, such as {@code persistence}. */
    String name();

    /** A forecast on the input's own grid and at its step. */
    Nowcast forecast(NowcastInput input);
}
