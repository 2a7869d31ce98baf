package amagumo.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The nowcasters that a user may name. */
public enum NowcasterName {
    /** The network of a model file. */
    CONVLSTM,
    /** Optical flow. */
    ROVER,
    /** The last frame, as it is. */
    PERSISTENCE;

    static Optional<NowcasterName> of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
