package amagumo.model.nowcast;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * The leads of a forecast in order, each computed while the one before it is written.
 *
 * @param <T> what a lead has: a field of rain rates, or the fields of several probabilities
 */
public final class LeadsAhead<T> implements AutoCloseable {

    private final IntFunction<T> leads;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread computing = new Thread(task, "leads-ahead");
        computing.setDaemon(true);
        return computing;
    });
    private CompletableFuture<T> next;
    private int lead = 1;

    /**
     * Starts computing the first lead.
     *
     * @param leads computes a lead, 1 to {@link Nowcast#LEADS}; what it gives outlasts the next one
     */
    public LeadsAhead(IntFunction<T> leads) {
        this.leads = leads;
        next = compute(lead);
    }

    /**
     * What the next lead has.
     *
     * @throws NoSuchElementException after the last one
     */
    public T next() {
        if (lead > Nowcast.LEADS) {
            throw new NoSuchElementException("there are %d leads".formatted(Nowcast.LEADS));
        }
        T computed = computed();
        lead++;
        if (lead <= Nowcast.LEADS) {
            next = compute(lead);
        }
        return computed;
    }

    private CompletableFuture<T> compute(int lead) {
        return CompletableFuture.supplyAsync(() -> leads.apply(lead), thread);
    }

    private T computed() {
        try {
            return next.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
