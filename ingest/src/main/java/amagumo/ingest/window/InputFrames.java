package amagumo.ingest.window;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The frames that a forecast is made from: the last {@value WindowSpec#INPUT_LENGTH} of a store up to the base time,
 * one step apart, as they were at one moment. Two are equal if all their frames are the same messages.
 *
 * @param frames oldest first; the last one is valid at the base time
 */
public record InputFrames(List<StoredFrame> frames) {

    public InputFrames {
        frames = List.copyOf(frames);
        if (frames.size() != WindowSpec.INPUT_LENGTH) {
            throw new IllegalArgumentException(
                    "a forecast is made from %d frames, not %d".formatted(WindowSpec.INPUT_LENGTH, frames.size()));
        }
    }

    /** The valid times of the frames that a forecast from a base time needs, oldest first. */
    public static List<Instant> times(Instant baseTime, int stepMinutes) {
        return IntStream.range(0, WindowSpec.INPUT_LENGTH)
                .mapToObj(
                        i -> baseTime.minus(Duration.ofMinutes((long) (WindowSpec.INPUT_LENGTH - 1 - i) * stepMinutes)))
                .toList();
    }

    /** The frames for a base time, empty if one of them is not in the store. */
    public static Optional<InputFrames> at(FrameStore store, Instant baseTime) {
        return at(store.frames(), store.stepMinutes(), baseTime);
    }

    /** The frames for the newest base time that has all of them, empty if there is none. */
    public static Optional<InputFrames> newest(FrameStore store) {
        NavigableMap<Instant, StoredFrame> frames = store.frames();
        return frames.descendingKeySet().stream()
                .flatMap(time -> at(frames, store.stepMinutes(), time).stream())
                .findFirst();
    }

    /**
     * The same, but messages that are found damaged are left out of the store.
     *
     * @param damage is given one sentence for each of these
     */
    public static Optional<InputFrames> newestUndamaged(FrameStore store, Consumer<String> damage) throws IOException {
        Optional<InputFrames> newest = newest(store);
        while (newest.isPresent()) {
            List<String> damaged = store.verify(newest.get().frames());
            if (damaged.isEmpty()) {
                return newest;
            }
            damaged.forEach(damage);
            newest = newest(store);
        }
        return newest;
    }

    private static Optional<InputFrames> at(
            NavigableMap<Instant, StoredFrame> frames, int stepMinutes, Instant baseTime) {
        List<Instant> times = times(baseTime, stepMinutes);
        return frames.keySet().containsAll(times)
                ? Optional.of(new InputFrames(times.stream().map(frames::get).toList()))
                : Optional.empty();
    }

    /** Valid time of the last frame. */
    public Instant baseTime() {
        return frames.get(frames.size() - 1).validTime();
    }
}
