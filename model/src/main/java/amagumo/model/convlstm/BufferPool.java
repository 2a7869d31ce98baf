package amagumo.model.convlstm;

import java.util.ArrayList;
import java.util.List;

/** Objects with native memory for grids of one size, kept from batch to batch as long as the size stays the same. */
final class BufferPool<T extends BufferPool.Closeable> {

    /** Something whose memory is released explicitly. */
    interface Closeable extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes one for grids of this size. */
    interface Maker<T> {
        T make(long rows, long columns);
    }

    private final Maker<T> maker;
    private final List<T> things = new ArrayList<>();
    private long rows;
    private long columns;

    BufferPool(Maker<T> maker) {
        this.maker = maker;
    }

    /** At least this many for grids of this size. */
    List<T> get(int count, long rows, long columns) {
        if (this.rows != rows || this.columns != columns) {
            close();
            this.rows = rows;
            this.columns = columns;
        }
        while (things.size() < count) {
            things.add(maker.make(rows, columns));
        }
        return things;
    }

    void close() {
        things.forEach(Closeable::close);
        things.clear();
    }
}
