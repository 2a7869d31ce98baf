package amagumo.server.config;

import java.time.Duration;

/**
 * Forecasts of frames that clients bring.
 *
 * @param access who may bring them
 * @param octets how large a request with them may be, 1 MiB to 256 MiB
 * @param waiting how many wait for the one that is being made, 1 to 100
 * @param longest how long one may take, 1 second to 1 hour
 */
public record PredictSettings(Access access, int octets, int waiting, Duration longest) {

    private static final long MIB = 1L << 20;

    /** Who may bring frames. */
    public enum Access {
        /** Nobody. */
        OFF,
        /** Who has a token. */
        TOKEN,
        /** Who may read forecasts. */
        PUBLIC
    }

    static PredictSettings of(Section predict) {
        return new PredictSettings(
                predict.choice("access", Access.class),
                (int) predict.octets("max-size", MIB, 256 * MIB),
                predict.whole("waiting", 1, 100),
                predict.duration("longest", Duration.ofSeconds(1), Duration.ofHours(1)));
    }
}
