package amagumo.ingest.window;

import amagumo.ingest.store.FrameStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Windows for training, for validation and for testing. No frame is in windows of two parts: a window that would span
 * two parts is in none.
 *
 * @param train to learn from
 * @param validation to choose by
 * @param test to judge by, never looked at before
 * @param notes what the reader should know, one sentence each, such as that a store is too short for validation
 */
public record Split(List<Window> train, List<Window> validation, List<Window> test, List<String> notes) {

    private enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** Of six blocks, four are for training, one for validation and one for test, as in Shi et al. 2015. */
    private static final int BLOCKS = 6;

    /** A store shorter than this many window lengths is not split: too little of it would be left for training. */
    private static final int SHORTEST_IN_WINDOWS = 4;

    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        notes = List.copyOf(notes);
    }

    /**
     * Splits the windows of one store. It does so by days (UTC): of every six days that hold frames, the first four are
     * for training, the fifth for validation and the sixth for test. If there are fewer than six such days, it splits
     * by time: training first, then validation, then test, the latter two with a sixth of the frames each, or one
     * window's length if that is more. A store shorter than four windows is all for training, and a note says so.
     */
    public static Split of(WindowIndex index) {
        List<LocalDate> days =
                index.store().times().stream().map(Split::day).distinct().toList();
        return days.size() >= BLOCKS ? byDays(index, days) : byTime(index);
    }

    /** Sets aside whole stores, each of which is an event, for validation and test. */
    public static Split byEvent(List<Window> windows, Set<FrameStore> validation, Set<FrameStore> test) {
        return cut(
                windows,
                window -> Optional.of(
                        test.contains(window.store())
                                ? Part.TEST
                                : validation.contains(window.store()) ? Part.VALIDATION : Part.TRAIN));
    }

    /** The parts of several stores together. */
    public static Split join(List<Split> splits) {
        return new Split(
                flat(splits, Split::train),
                flat(splits, Split::validation),
                flat(splits, Split::test),
                flat(splits, Split::notes));
    }

    private static Split byDays(WindowIndex index, List<LocalDate> days) {
        Map<LocalDate, Part> parts = new HashMap<>();
        for (int i = 0; i < days.size(); i++) {
            parts.put(
                    days.get(i),
                    switch (i % BLOCKS) {
                        case BLOCKS - 2 -> Part.VALIDATION;
                        case BLOCKS - 1 -> Part.TEST;
                        default -> Part.TRAIN;
                    });
        }
        return cut(index.windows(), window -> common(window.times().stream().map(time -> parts.get(day(time)))));
    }

    private static Split byTime(WindowIndex index) {
        List<Instant> times = index.store().times();
        WindowSpec spec = index.spec();
        int span = (spec.length() - 1) * (spec.stepMinutes() / index.store().stepMinutes()) + 1;
        if (times.size() < SHORTEST_IN_WINDOWS * span) {
            return trainOnly(index);
        }
        int block = Math.max(times.size() / BLOCKS, span);
        Instant testFrom = times.get(times.size() - block);
        Instant validationFrom = times.get(times.size() - 2 * block);
        Split split = cut(
                index.windows(),
                window -> common(window.times().stream()
                        .map(time -> !time.isBefore(testFrom)
                                ? Part.TEST
                                : time.isBefore(validationFrom) ? Part.TRAIN : Part.VALIDATION)));
        return split.train().isEmpty() || split.validation().isEmpty() ? trainOnly(index) : split;
    }

    private static Split trainOnly(WindowIndex index) {
        return new Split(
                index.windows(),
                List.of(),
                List.of(),
                List.of("%s is too short for validation: its windows (%d) are all for training"
                        .formatted(index.store().directory(), index.windows().size())));
    }

    private static Split cut(List<Window> windows, Function<Window, Optional<Part>> partOf) {
        List<List<Window>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Window window : windows) {
            partOf.apply(window).ifPresent(part -> parts.get(part.ordinal()).add(window));
        }
        return new Split(parts.get(0), parts.get(1), parts.get(2), List.of());
    }

    /** The part that all frames of a window are in, if there is one. */
    private static Optional<Part> common(Stream<Part> parts) {
        List<Part> distinct = parts.distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static <T> List<T> flat(List<Split> splits, Function<Split, List<T>> part) {
        return splits.stream().flatMap(split -> part.apply(split).stream()).toList();
    }
}
