package amagumo.ingest.window;

import amagumo.ingest.radar.CellBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads windows in the order in which they are asked for, ahead of the reader, on a thread of its own. Each comes as
 * {@code float[frame][row][column]} in mm/h, NaN where missing, which the reader may keep. It must be closed by the
 * thread that reads from it.
 */
public final class WindowIterator implements Iterator<float[][][]>, AutoCloseable {

    /** Decoded frames take at most this fraction of the heap: the heap divided by this number. */
    private static final int HEAP_PER_CACHE = 16;

    /**
     * What is asked for.
     *
     * @param window the frames
     * @param crop the cells of each frame
     */
    public record Request(Window window, CellBox crop) {}

    private sealed interface Item {}

    private record Values(float[][][] mmH) implements Item {}

    private record Failure(Throwable cause) implements Item {}

    private record End() implements Item {}

    private final Iterator<Request> requests;
    private final int poolFactor;
    private final BlockingQueue<Item> ready;
    private final FrameCache cache = new FrameCache(Runtime.getRuntime().maxMemory() / HEAP_PER_CACHE);
    private final Thread thread;
    private Item next = new End();
    private boolean fetched;

    /**
     * Starts reading.
     *
     * @param requests which windows, in order; they are drawn as reading goes on, on the reading thread, so there may
     *     be endlessly many
     * @param poolFactor how many rows and columns of cells are averaged into one, in mm/h, at least 1; a pooled cell is
     *     missing where more than half of its cells are, and cells that do not fill a pooled one are left out at the
     *     south and the east
     * @param prefetch how many windows are kept ready, at least 1
     */
    public WindowIterator(Iterator<Request> requests, int poolFactor, int prefetch) {
        if (poolFactor < 1) {
            throw new IllegalArgumentException("a pool factor of %d".formatted(poolFactor));
        }
        this.requests = requests;
        this.poolFactor = poolFactor;
        this.ready = new ArrayBlockingQueue<>(prefetch);
        this.thread = new Thread(this::readAll, "amagumo-windows");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads a list of requests. */
    public static WindowIterator of(List<Request> requests, int poolFactor) {
        return new WindowIterator(requests.iterator(), poolFactor, 2);
    }

    @Override
    public boolean hasNext() {
        return !(peek() instanceof End);
    }

    /**
     * The next window.
     *
     * @throws UncheckedIOException if it could not be read; anything else that went wrong on the reading thread is
     *     rethrown as it is
     * @throws NoSuchElementException if there are no more
     */
    @Override
    public float[][][] next() {
        Item item = peek();
        if (item instanceof Values values) {
            fetched = false;
            return values.mmH();
        }
        if (item instanceof Failure failure) {
            rethrow(failure.cause());
        }
        throw new NoSuchElementException("no window is left");
    }

    private static void rethrow(Throwable cause) {
        if (cause instanceof IOException io) {
            throw new UncheckedIOException(io);
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (Error) cause;
    }

    private Item peek() {
        if (!fetched) {
            try {
                next = ready.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a window", e);
            }
            fetched = true;
        }
        return next;
    }

    private void readAll() {
        try {
            ready.put(readRequests());
        } catch (InterruptedException e) {
            // Closed: nobody is waiting any more.
        }
    }

    private Item readRequests() throws InterruptedException {
        try {
            while (requests.hasNext()) {
                ready.put(new Values(read(requests.next())));
            }
            return new End();
        } catch (IOException | RuntimeException | Error e) {
            return new Failure(e);
        }
    }

    private float[][][] read(Request request) throws IOException {
        Window window = request.window();
        List<Instant> times = window.times();
        float[][][] values = new float[times.size()][][];
        for (int i = 0; i < values.length; i++) {
            values[i] = Pooling.mean(cache.values(window.store(), times.get(i), request.crop()), poolFactor);
        }
        return values;
    }

    /** Stops reading. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
