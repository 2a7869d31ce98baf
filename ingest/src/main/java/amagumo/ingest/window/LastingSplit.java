package amagumo.ingest.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A split of all time, for stores that grow: whatever a store holds, a time is always in the same part, so that what
 * was set aside for testing is never learnt from later. Time is cut into blocks, counted from 1970; of each group of
 * successive blocks the last is for test, the one before it for validation, and the others for training. Some time
 * around each test block is in no part, because the weather before and after it is much the same as within it.
 *
 * @param block length of a block, at least a minute; if a day is not a multiple of its product with {@code blocks},
 *     each hour of the day falls into each part over the course of days
 * @param blocks how many blocks make a group, at least 3
 * @param guard how long before and after a test block nothing is learnt from, at least 0
 */
public record LastingSplit(Duration block, int blocks, Duration guard) {

    private enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    public LastingSplit {
        if (block.toMinutes() < 1 || blocks < 3 || guard.isNegative()) {
            throw new IllegalArgumentException(
                    "%d blocks of %s, a guard of %s: at least 3 of a minute, and 0".formatted(blocks, block, guard));
        }
    }

    /** The windows that lie wholly in one part. */
    public Split of(List<Window> windows) {
        List<Window> train = new ArrayList<>();
        List<Window> validation = new ArrayList<>();
        List<Window> test = new ArrayList<>();
        for (Window window : windows) {
            Optional<Part> part = only(window.first(), window.last());
            if (part.equals(Optional.of(Part.TEST))) {
                test.add(window);
            } else if (part.isPresent()
                    && !touchesTest(window.first().minus(guard), window.last().plus(guard))) {
                (part.get() == Part.TRAIN ? train : validation).add(window);
            }
        }
        return new Split(train, validation, test, List.of());
    }

    private Optional<Part> only(Instant first, Instant last) {
        Part part = part(number(first));
        for (long number = number(first); number <= number(last); number++) {
            if (part(number) != part) {
                return Optional.empty();
            }
        }
        return Optional.of(part);
    }

    private boolean touchesTest(Instant first, Instant last) {
        for (long number = number(first); number <= number(last); number++) {
            if (part(number) == Part.TEST) {
                return true;
            }
        }
        return false;
    }

    private long number(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), block.toSeconds());
    }

    private Part part(long number) {
        long place = Math.floorMod(number, blocks);
        return place == blocks - 1 ? Part.TEST : place == blocks - 2 ? Part.VALIDATION : Part.TRAIN;
    }
}
