package amagumo.model.nowcast;

/**
 * Fields of numbers from 0 to 1 in 8 bits each, off by at most 1/510. Of each row only a stretch is kept, beyond which all is 0: the
 * probabilities of six thresholds and 15 leads of all Japan take at most 774 MB this way, and less where it rains in a part of it.
 */
final class PackedShares {

    private static final float SCALE = 255;

    private static final float[] SHARES = new float[256];

    static {
        for (int packed = 0; packed < SHARES.length; packed++) {
            SHARES[packed] = packed / SCALE;
        }
    }

    private final byte[][][] values;

    /** The column of the first value that is kept, of each field and row. */
    private final int[][] first;

    PackedShares(int fields, int rows) {
        values = new byte[fields][rows][0];
        first = new int[fields][rows];
    }

    /**
     * Stores a row in its place.
     *
     * @param wanted which of its shares are not 0 anyway; those beyond the last one are left out, too
     */
    void set(int field, int row, float[] shares, boolean[] wanted) {
        int from = 0;
        while (from < wanted.length && !wanted[from]) {
            from++;
        }
        int end = wanted.length;
        while (end > from && !wanted[end - 1]) {
            end--;
        }
        byte[] packed = new byte[end - from];
        for (int i = 0; i < packed.length; i++) {
            float share = wanted[from + i] ? shares[from + i] : 0;
            packed[i] = (byte) (SCALE * (share > 0 ? share < 1 ? share : 1 : 0) + 0.5f);
        }
        values[field][row] = packed;
        first[field][row] = from;
    }

    /** The share of a cell. */
    float at(int field, int row, int column) {
        byte[] packed = values[field][row];
        int i = column - first[field][row];
        return i >= 0 && i < packed.length ? SHARES[packed[i] & 0xFF] : 0;
    }
}
