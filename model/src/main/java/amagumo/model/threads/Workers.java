package amagumo.model.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads that work on the samples of a batch, one sample per thread, and the number of parts that a single sample
 * is cut into. Which worker gets which sample depends only on their numbers, so sums over samples are reproducible.
 * Unused threads end.
 */
public final class Workers {

    /** A part of a batch's work. */
    public interface Task {
        void run(int sample, int worker);
    }

    /** One for each processor of the machine. */
    public static final Workers ONE_A_PROCESSOR = of(Runtime.getRuntime().availableProcessors());

    private static final int IDLE_SECONDS = 60;

    private final int count;
    private final ExecutorService threads;

    static {
        // BLAS has threads of its own and would start as many again for each of ours.
        Nd4j.factory().blas().setMaxThreads(1);
    }

    private Workers(int count) {
        this.count = count;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /** This many workers, at least 1. */
    public static Workers of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("%d workers".formatted(count));
        }
        return new Workers(count);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(
                () -> {
                    // Each worker computes on its own thread only: OpenMP's threads would get in the way of the other
                    // workers.
                    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
                    task.run();
                },
                "convlstm-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** The number of workers. */
    public int count() {
        return count;
    }

    /** How many workers take part in a batch of this size. A single sample stays with the caller. */
    public int countFor(int samples) {
        return Math.min(count, samples);
    }

    /** Runs the task for each sample and returns when all are done. */
    public void forEach(int samples, Task task) {
        int workers = countFor(samples);
        if (workers == 1) {
            for (int sample = 0; sample < samples; sample++) {
                task.run(sample, 0);
            }
            return;
        }
        List<Callable<Void>> shares = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int own = worker;
            shares.add(() -> {
                for (int sample = own; sample < samples; sample += workers) {
                    task.run(sample, own);
                }
                return null;
            });
        }
        try {
            for (Future<Void> share : threads.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a batch was computed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A sample of the batch failed: " + e.getCause(), e.getCause());
        }
    }
}
