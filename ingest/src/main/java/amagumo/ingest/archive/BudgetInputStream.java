package amagumo.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Counts the bytes that were read or skipped and refuses to give more than a budget, which may grow on the way. */
final class BudgetInputStream extends FilterInputStream {

    private final LongSupplier budget;
    private final String refusal;
    private long taken;

    /**
     * @param budget how many bytes may have been taken, asked before each read
     * @param refusal the message of the exception
     */
    BudgetInputStream(InputStream in, LongSupplier budget, String refusal) {
        super(in);
        this.budget = budget;
        this.refusal = refusal;
    }

    /** A stream that only counts. */
    static BudgetInputStream counting(InputStream in) {
        return new BudgetInputStream(in, () -> Long.MAX_VALUE, "");
    }

    /** How many bytes were taken. */
    long taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        check();
        int value = super.read();
        if (value >= 0) {
            taken++;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check();
        int count = super.read(target, offset, length);
        if (count > 0) {
            taken += count;
        }
        return count;
    }

    /** {@inheritDoc} No further than the budget goes at that time: a skip of what is compressed unpacks it. */
    @Override
    public long skip(long count) throws IOException {
        check();
        long skipped = super.skip(Math.min(count, Math.max(1, budget.getAsLong() - taken)));
        taken += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() throws IOException {
        if (taken > budget.getAsLong()) {
            throw new IOException(refusal);
        }
    }
}
