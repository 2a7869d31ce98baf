package amagumo.model.nowcast;

/** The simplest nowcast and the first one to beat: nothing moves, and the last frame stays as it is. */
public final class Persistence implements Nowcaster {

    @Override
    public String name() {
        return NowcasterName.PERSISTENCE.toString();
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        return new Nowcast(name(), input.baseTime(), input.stepMinutes(), input.grid(), lead -> input.last());
    }
}
