package amagumo.server.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The attempts that run in this process. Once it is closed none begins any more. For several threads at once. */
final class RunningAttempts {

    /** Why attempts are told to stop whose server stops. */
    static final RunningAttempt.Stop STOPPING = new RunningAttempt.Stop(Outcome.ABANDONED, "the server stopped");

    private final Map<Long, RunningAttempt> running = new HashMap<>();
    private boolean closed;
    private int entered;

    /**
     * Begins to look whether an attempt begins: whoever closes waits for that, as its lease may be in the database before it is
     * here.
     *
     * @return whether one may; {@link #leave} then ends it
     */
    synchronized boolean enter() {
        if (!closed) {
            entered++;
        }
        return !closed;
    }

    /** Ends what {@link #enter} began, and the attempt with it if there was one. */
    synchronized void leave() {
        entered--;
        notifyAll();
    }

    /** Whether none begins any more. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** Adds one; where none is to begin any more, it is told to stop at once. */
    synchronized void add(RunningAttempt attempt) {
        running.put(attempt.attempt().id(), attempt);
        if (closed) {
            attempt.stop(STOPPING);
        }
    }

    /** Takes one out that has ended. */
    synchronized void remove(RunningAttempt attempt) {
        running.remove(attempt.attempt().id());
    }

    /** Those that run now. */
    synchronized List<RunningAttempt> list() {
        return new ArrayList<>(running.values());
    }

    /** Whether one of a run runs now. */
    synchronized boolean has(Run run) {
        return running.values().stream().anyMatch(attempt -> attempt.run().equals(run));
    }

    /** From now on none begins. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Waits until none runs or is about to.
     *
     * @param millis the longest to wait
     * @return whether none does
     */
    synchronized boolean awaitNone(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; entered > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return entered == 0;
    }
}
