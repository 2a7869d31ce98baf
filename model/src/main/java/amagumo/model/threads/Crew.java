package amagumo.model.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * The threads that work on one sample: a single thread, or those of the common pool, each on a part of its own. Keeps a
 * scratch for each of them, which closing releases.
 */
public final class Crew implements AutoCloseable {

    /** A part of the work, independent of all others. */
    public interface Task {
        void run(int part, Scratch scratch);
    }

    private final int size;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    private Crew(int size) {
        this.size = size;
    }

    /** A single thread, which does all parts in order. */
    public static Crew alone() {
        return new Crew(1);
    }

    /** The threads of the common pool, for work in at least as many parts as there are workers. */
    public static Crew of(Workers workers) {
        return new Crew(workers.count());
    }

    /** Into how many parts work is best cut. */
    public int size() {
        return size;
    }

    /**
     * Does each part and returns when all are done. If parts fail, the first failure is thrown then, not earlier,
     * because the other parts still use what the caller may free.
     */
    public void forEach(int parts, Task task) {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        IntStream range = IntStream.range(0, parts);
        (size > 1 && parts > 1 ? range.parallel() : range).forEach(part -> {
            Scratch polled = free.poll();
            Scratch scratch = polled == null ? new Scratch() : polled;
            try {
                task.run(part, scratch);
            } catch (RuntimeException | Error e) {
                failed.compareAndSet(null, e);
            } finally {
                free.add(scratch);
            }
        });
        if (failed.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failed.get() instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        free.forEach(Scratch::close);
        free.clear();
    }
}
