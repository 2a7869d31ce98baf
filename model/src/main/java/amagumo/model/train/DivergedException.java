package amagumo.model.train;

/** The loss of a training diverges or is not a number, however often its learning rate was halved. */
public final class DivergedException extends Exception {

    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
