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
 * {@code float[frame][row][column]} in mm/h, NaN where missing, which is the reader's to keep. To be closed by the thread
 * that reads.
 */
public final class WindowIterator implements Iterator<float[][][]>, AutoCloseable {

    /** Decoded frames take as much of the heap at most as the heap divided by this. */
    private static final int HEAP_PER_CACHE = 16;

    /**
     * What is asked for.
     *
     * @param window which frames
     * @param crop which cells of each
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
     * Starts to read.
     *
     * @param requests which windows, in order; asked for as reading goes on, from the reading thread, so it may be endless
     * @param poolFactor rows and columns of cells that become one by their mean in mm/h, at least 1; a pooled cell is
     *     missing where more than half of its cells is, and cells that fill none are left out at the south and the east
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

    /** Reads the requests of a list. */
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
     * @throws UncheckedIOException if it could not be read; whatever else went wrong on the reading thread is thrown as
     *     it is
     * @throws NoSuchElementException if there is none
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
            // Closed: nobody waits.
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
