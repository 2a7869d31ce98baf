package amagumo.model.train;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.WindowIterator;
import amagumo.ingest.window.WindowIterator.Request;
import amagumo.model.file.TrainingData;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The batches of a training in the order of its steps, each made ahead of its use: windows are decoded on one thread and
 * made into pixels on another, so that the network never waits for data.
 */
final class BatchSource implements AutoCloseable {

    private static final int AHEAD = 2;

    private final TrainingConfig config;
    private final Sampler sampler;
    private final long firstStep;
    private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(AHEAD);

    /** What was asked for and has not come yet, in order. */
    private final Queue<Request> asked = new ConcurrentLinkedQueue<>();

    private final Thread thread = new Thread(this::makeAll, "amagumo-batches");

    private sealed interface Item {}

    private record Made(Batch batch) implements Item {}

    private record Failure(RuntimeException cause) implements Item {}

    /** Starts to make batches, from that of a step on, without end. */
    BatchSource(TrainingConfig config, Sampler sampler, long firstStep) {
        this.config = config;
        this.sampler = sampler;
        this.firstStep = firstStep;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next batch.
     *
     * @throws java.io.UncheckedIOException if a window could not be read
     */
    Batch next() {
        try {
            Item item = ready.take();
            if (item instanceof Failure failure) {
                throw failure.cause();
            }
            return ((Made) item).batch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private void makeAll() {
        try {
            ready.put(makeUntilClosed());
        } catch (InterruptedException e) {
            // Closed: nobody waits.
        }
    }

    private Failure makeUntilClosed() throws InterruptedException {
        try (WindowIterator windows = new WindowIterator(new Requests(), config.poolFactor(), config.batch())) {
            for (long step = firstStep; ; step++) {
                Batch batch = Batch.of(config);
                for (int place = 0; place < config.batch(); place++) {
                    float[][][] window = windows.next();
                    FrameStore store = asked.remove().window().store();
                    double cellKm = TrainingData.cellKm(store.grid());
                    Augmentation augmentation = sampler.augmentation(step, place);
                    batch.set(place, window, store.stepMinutes(), cellKm, augmentation, config);
                }
                ready.put(new Made(batch));
            }
        } catch (RuntimeException e) {
            return new Failure(e);
        }
    }

    /** Every sample of every step, in order. */
    private final class Requests implements Iterator<Request> {

        private long step = firstStep;
        private int place;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Request next() {
            Request request = sampler.request(step, place);
            asked.add(request);
            place = (place + 1) % config.batch();
            step += place == 0 ? 1 : 0;
            return request;
        }
    }

    /** Stops making batches. */
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
