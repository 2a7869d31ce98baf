package amagumo.server;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Runs a program of several threads in many orders of their steps, which Lincheck chooses. */
public final class Interleavings {

    private static final int ORDERS = 1_000;

    /** To instrument the classes, which the first order includes, takes a busy machine longer than the 30 s that an order may take. */
    private static final int ATTEMPTS = 3;

    private Interleavings() {}

    /** Runs a program, which fails by an exception in the thread that it begins with: those of others are not seen. */
    public static void of(Runnable program) {
        of(ORDERS, program);
    }

    /** Runs a program of long steps in fewer orders. */
    public static void of(int orders, Runnable program) {
        for (int attempt = 1; ; attempt++) {
            try {
                Lincheck.runConcurrentTest(orders, program);
                return;
            } catch (LincheckAssertionError e) {
                if (attempt == ATTEMPTS || !e.getMessage().contains("has hung")) {
                    throw e;
                }
            }
        }
    }

    /** Waits for the end of a thread of the program. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
