package amagumo.server.cli.console;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows how far a long job has come: one line that is redrawn on a terminal, a plain line now and then in a pipe. It
 * writes to standard error, so that results on standard output stay clean. Not safe for use by several threads.
 */
public final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN = Duration.ofSeconds(10);
    private static final int BAR = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final String job;
    private final long total;
    private final long start = System.nanoTime();
    private long lastShown = start;
    private boolean drawn;

    /**
     * @param err where to write
     * @param job the name of the job, such as {@code ingest}
     * @param total how many units there are, 0 if unknown
     */
    public Progress(PrintWriter err, String job, long total) {
        this(err, Boolean.getBoolean("amagumo.terminal"), job, total);
    }

    Progress(PrintWriter err, boolean terminal, String job, long total) {
        this.err = err;
        this.terminal = terminal;
        this.job = job;
        this.total = total;
    }

    /** Shows that {@code done} units are done, if it is time to show anything. */
    public void update(long done, String note) {
        long now = System.nanoTime();
        if (now - lastShown < (terminal ? REDRAW : PLAIN).toNanos() && (done < total || total == 0)) {
            return;
        }
        lastShown = now;
        if (terminal) {
            err.print(ERASE_LINE + bar(done) + note);
            drawn = true;
        } else {
            err.println(job + ": " + count(done) + note);
        }
        err.flush();
    }

    /** Writes a line of its own, above the bar. */
    public void line(String message) {
        erase();
        err.println(message);
        err.flush();
    }

    /** Seconds since the job began. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Removes the bar. */
    @Override
    public void close() {
        erase();
        err.flush();
    }

    private void erase() {
        if (drawn) {
            err.print(ERASE_LINE);
            drawn = false;
        }
    }

    private String bar(long done) {
        if (total == 0) {
            return job + " " + count(done);
        }
        int full = (int) (BAR * Math.min(done, total) / total);
        return job + " [" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + count(done);
    }

    private String count(long done) {
        return total == 0 ? done + " " : done + "/" + total + " ";
    }
}
