package amagumo.model.train;

/** A training whose loss runs away, or is no number, however often its learning rate was halved. */
public final class DivergedException extends Exception {

    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
