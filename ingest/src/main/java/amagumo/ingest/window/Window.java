package amagumo.ingest.window;

import amagumo.ingest.store.FrameStore;
import java.time.Instant;
import java.util.List;

/**
 * Consecutive frames of one store. It is a view: it holds times, not data.
 *
 * @param store where the frames are
 * @param times their valid times, ascending, one step apart
 * @param inputLength how many of them, from the first on, are given to a forecast
 * @param wetFraction the mean of the frames' wet fractions, 0 to 1
 */
public record Window(FrameStore store, List<Instant> times, int inputLength, double wetFraction) {

    public Window {
        times = List.copyOf(times);
        if (inputLength < 1 || times.size() <= inputLength) {
            throw new IllegalArgumentException("%d of %d frames are given".formatted(inputLength, times.size()));
        }
    }

    /** Valid time of the first frame. */
    public Instant first() {
        return times.get(0);
    }

    /** Valid time of the last frame. */
    public Instant last() {
        return times.get(times.size() - 1);
    }

    /** Valid time of the last input frame: the base time of a forecast. */
    public Instant baseTime() {
        return times.get(inputLength - 1);
    }
}
