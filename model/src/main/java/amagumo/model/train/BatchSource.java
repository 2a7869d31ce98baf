package amagumo.model.train;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.WindowIterator;
import amagumo.ingest.window.WindowIterator.Request;
import amagumo.model.file.TrainingData;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The batches of a training in the order of its steps; the windows of the next batch are decoded while one is learnt
 * from.
 */
final class BatchSource implements AutoCloseable {

    private final TrainingConfig config;
    private final Sampler sampler;
    private final WindowIterator windows;

    /** Requests that have not been answered yet, in order. */
    private final Queue<Request> asked = new ConcurrentLinkedQueue<>();

    private long step;

    /** Starts reading, beginning with the batch of a step, without end. */
    BatchSource(TrainingConfig config, Sampler sampler, long firstStep) {
        this.config = config;
        this.sampler = sampler;
        step = firstStep;
        windows = new WindowIterator(new Requests(firstStep), config.poolFactor(), config.batch());
    }

    /**
     * The next batch.
     *
     * @throws java.io.UncheckedIOException if a window could not be read
     */
    List<Sample> next() {
        List<Sample> batch = new ArrayList<>();
        for (int place = 0; place < config.batch(); place++) {
            float[][][] window = windows.next();
            FrameStore store = asked.remove().window().store();
            batch.add(new Sample(
                    window, store.stepMinutes(), TrainingData.cellKm(store.grid()), sampler.augmentation(step, place)));
        }
        step++;
        return batch;
    }

    /** Every sample of every step, in order. */
    private final class Requests implements Iterator<Request> {

        private long step;
        private int place;

        Requests(long firstStep) {
            step = firstStep;
        }

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

    /** Stops reading. */
    @Override
    public void close() {
        windows.close();
    }
}
