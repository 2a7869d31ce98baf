package amagumo.model.train;

import java.io.IOException;

/** A store that training cannot use: too short, or smaller than a sample. */
public final class UnsuitableStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param store how the user named it
     * @param reason why, without a full stop
     */
    UnsuitableStoreException(String store, String reason) {
        super(store + ": " + reason);
    }
}
