package amagumo.model.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads that work on the samples of a batch, one sample a thread. Their number is the system property {@code
 * amagumo.workers}, by default the processors of the machine, read once. Which worker gets which sample depends on
 * nothing else, so that sums over samples are reproducible.
 */
public final class Workers {

    /** A part of a batch's work. */
    public interface Task {
        void run(int sample, int worker);
    }

    private static final int COUNT =
            Integer.getInteger("amagumo.workers", Runtime.getRuntime().availableProcessors());

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(COUNT, task -> {
        Thread thread = new Thread(
                () -> {
                    // Each thread keeps to itself: OpenMP's own threads would only get in the way of the other workers.
                    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
                    task.run();
                },
                "convlstm-worker");
        thread.setDaemon(true);
        return thread;
    });

    static {
        // BLAS has threads of its own, of which there would be as many again for each of ours.
        Nd4j.factory().blas().setMaxThreads(1);
    }

    private Workers() {}

    /** How many threads there are. */
    static int count() {
        return COUNT;
    }

    /** How many workers take part in a batch of this size. A single sample stays with the caller. */
    public static int countFor(int samples) {
        return Math.min(COUNT, samples);
    }

    /** Runs the task for each sample, and returns when all are done. */
    public static void forEach(int samples, Task task) {
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
            for (Future<Void> share : THREADS.invokeAll(shares)) {
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
