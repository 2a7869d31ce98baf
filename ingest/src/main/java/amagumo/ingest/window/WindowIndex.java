package amagumo.ingest.window;

import amagumo.ingest.store.FrameStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The windows of a store. No window has a gap; windows drier than the specification asks for are left out.
 *
 * @param store where the frames are
 * @param spec which windows are wanted
 * @param windows the windows found, ordered by the time of their first frame
 */
public record WindowIndex(FrameStore store, WindowSpec spec, List<Window> windows) {

    public WindowIndex {
        windows = List.copyOf(windows);
    }

    /**
     * Finds the windows of a store. A stride above 1 is counted from the first frame after each gap.
     *
     * @throws IllegalArgumentException if the wanted step is not a whole multiple of the store's
     */
    public static WindowIndex of(FrameStore store, WindowSpec spec) {
        if (spec.stepMinutes() % store.stepMinutes() != 0) {
            throw new IllegalArgumentException("a step of %d minutes is not a multiple of the %d minutes of %s"
                    .formatted(spec.stepMinutes(), store.stepMinutes(), store.directory()));
        }
        Duration step = Duration.ofMinutes(spec.stepMinutes());
        Set<Instant> present = new HashSet<>(store.times());
        List<Window> windows = new ArrayList<>();
        for (Instant time : store.times()) {
            if (!present.contains(time.minus(step))) {
                addWindows(store, spec, run(time, step, present), windows);
            }
        }
        windows.sort(Comparator.comparing(Window::first));
        return new WindowIndex(store, spec, windows);
    }

    private static List<Instant> run(Instant first, Duration step, Set<Instant> present) {
        List<Instant> run = new ArrayList<>();
        for (Instant time = first; present.contains(time); time = time.plus(step)) {
            run.add(time);
        }
        return run;
    }

    private static void addWindows(FrameStore store, WindowSpec spec, List<Instant> run, List<Window> windows) {
        for (int start = 0; start + spec.length() <= run.size(); start += spec.stride()) {
            List<Instant> times = run.subList(start, start + spec.length());
            double wet =
                    times.stream().mapToDouble(store::wetFraction).average().orElseThrow();
            if (wet >= spec.minWetFraction()) {
                windows.add(new Window(store, times, spec.inputLength(), wet));
            }
        }
    }
}
