package amagumo.model.nowcast;

/**
 * Conditional probabilities in 8 bits each, off by at most 1/510, those of a cell's thresholds side by side. Of each row only a stretch is
 * kept, beyond which all are 0: six thresholds and 15 leads of all Japan take at most 774 MB this way, and less where it rains in a part of
 * it.
 */
final class PackedShares {

    private static final float SCALE = 255;

    private static final float[] SHARES = new float[256];

    static {
        for (int packed = 0; packed < SHARES.length; packed++) {
            SHARES[packed] = packed / SCALE;
        }
    }

    private final int thresholds;

    /** {@code [lead][row][(column - first) * thresholds + threshold]}. */
    private final byte[][][] values;

    /** The first column that is kept, {@code [lead][row]}. */
    private final int[][] first;

    PackedShares(int leads, int thresholds, int rows) {
        this.thresholds = thresholds;
        values = new byte[leads][rows][0];
        first = new int[leads][rows];
    }

    /**
     * Stores a row of a threshold in its place; that of the lowest threshold comes first.
     *
     * @param lead 0 for the first
     * @param wanted which of its shares are not 0 anyway, the same for all thresholds; shares beyond the last of these are left out, too
     */
    void set(int lead, int threshold, int row, float[] shares, boolean[] wanted) {
        if (threshold == 0) {
            makeRoom(lead, row, wanted);
        }
        byte[] packed = values[lead][row];
        int from = first[lead][row];
        for (int i = 0; i * thresholds < packed.length; i++) {
            float share = wanted[from + i] ? shares[from + i] : 0;
            packed[i * thresholds + threshold] = (byte) (SCALE * (share > 0 ? share < 1 ? share : 1 : 0) + 0.5f);
        }
    }

    private void makeRoom(int lead, int row, boolean[] wanted) {
        int from = 0;
        while (from < wanted.length && !wanted[from]) {
            from++;
        }
        int end = wanted.length;
        while (end > from && !wanted[end - 1]) {
            end--;
        }
        values[lead][row] = new byte[(end - from) * thresholds];
        first[lead][row] = from;
    }

    /**
     * The probabilities of a cell: the products of those that are conditional.
     *
     * @param lead 0 for the first
     * @param probabilities out: one for each threshold
     * @param at where the first of them goes
     * @return whether any is above 0
     */
    boolean products(int lead, int row, int column, float[] probabilities, int at) {
        byte[] packed = values[lead][row];
        int from = (column - first[lead][row]) * thresholds;
        boolean kept = from >= 0 && from < packed.length;
        float product = kept ? 1 : 0;
        for (int k = 0; k < thresholds; k++) {
            product = product > 0 ? product * SHARES[packed[from + k] & 0xFF] : 0;
            probabilities[at + k] = product;
        }
        return thresholds > 0 && probabilities[at] > 0;
    }
}
