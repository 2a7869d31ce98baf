package amagumo.server.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Something that is read on another thread, so that who wants to know it does not wait long for what does not answer. For several
 * threads at once.
 *
 * @param <T> what is read
 */
final class Reading<T> {

    /** The longest that all who want to know wait for one reading. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<T> read;
    private final Duration every;
    private final Executor thread;
    private CompletableFuture<T> latest = CompletableFuture.failedFuture(new IllegalStateException("not read yet"));
    private long begun;

    /**
     * @param every for how long what was read is good
     * @param thread that reads
     */
    Reading(Supplier<T> read, Duration every, Executor thread) {
        this.read = read;
        this.every = every;
        this.thread = thread;
        this.begun = System.nanoTime() - every.toNanos(); // so that the first who wants to know has it read
    }

    /** What was read last, if the last reading gave anything. */
    Optional<T> get() throws InterruptedException {
        long now = System.nanoTime();
        CompletableFuture<T> reading;
        long left;
        synchronized (this) {
            if (latest.isDone() && now - begun >= every.toNanos()) {
                begun = now;
                latest = CompletableFuture.supplyAsync(read, thread);
            }
            reading = latest;
            left = PATIENCE.toNanos() - (now - begun);
        }
        try {
            return Optional.of(reading.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
