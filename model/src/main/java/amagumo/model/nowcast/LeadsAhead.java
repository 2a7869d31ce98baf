package amagumo.model.nowcast;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The leads of a forecast in order, each computed while the one before it is written. */
public final class LeadsAhead implements AutoCloseable {

    private final Nowcast nowcast;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread computing = new Thread(task, "leads-ahead");
        computing.setDaemon(true);
        return computing;
    });
    private CompletableFuture<float[][]> next;
    private int lead = 1;

    /** Starts computing the first lead. */
    public LeadsAhead(Nowcast nowcast) {
        this.nowcast = nowcast;
        next = compute(lead);
    }

    /**
     * The field of the next lead, {@code [row][column]} in mm/h.
     *
     * @throws NoSuchElementException after the last one
     */
    public float[][] next() {
        if (lead > Nowcast.LEADS) {
            throw new NoSuchElementException("there are %d leads".formatted(Nowcast.LEADS));
        }
        float[][] rates = rates();
        lead++;
        if (lead <= Nowcast.LEADS) {
            next = compute(lead);
        }
        return rates;
    }

    private CompletableFuture<float[][]> compute(int lead) {
        return CompletableFuture.supplyAsync(() -> nowcast.rates(lead), thread);
    }

    private float[][] rates() {
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
