package amagumo.model.threads;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The rows of a field, processed by all threads if there is enough to do; otherwise sharing the work would take longer.
 */
public final class Rows {

    private static final long WORTH_SHARING_CELLS = 1 << 15;

    private Rows() {}

    /** Does the work for each row, independently of all others. */
    public static void forEach(int rows, int columns, IntConsumer work) {
        IntStream range = IntStream.range(0, rows);
        (isWorthSharing(rows, columns) ? range.parallel() : range).forEach(work);
    }

    /** Whether a field of this size is shared among threads. */
    public static boolean isWorthSharing(int rows, int columns) {
        return (long) rows * columns >= WORTH_SHARING_CELLS;
    }
}
