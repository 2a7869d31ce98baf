package amagumo.server.destination;

import java.time.Instant;

/**
 * A forecast that is sent to a destination in a format.
 *
 * @param forecast which one
 * @param destination the destination's name
 * @param format the format's name
 * @param state what became of it
 * @param attempts how often it was tried, 0 or more
 * @param moment when it is tried next while it waits, else when it ended
 * @param reason why the last attempt failed, empty if it did not
 */
public record Delivery(
        ForecastId forecast,
        String destination,
        String format,
        State state,
        int attempts,
        Instant moment,
        String reason) {

    /** What became of a delivery. */
    public enum State {
        /** It is tried, or tried again, from its moment on. */
        WAITING,
        /** It arrived. */
        DELIVERED,
        /** It was given up. */
        FAILED
    }
}
