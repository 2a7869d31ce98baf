package amagumo.ingest.radar;

/**
 * The level of each cell, row by row from the north-west, as small unsigned integers; 0 is missing. Bytes hold tables
 * of up to 255 levels, shorts larger ones. The array is not copied, so the caller must not change it afterwards.
 */
public sealed interface Levels {

    /** The number of cells. */
    int size();

    /** The level of a cell. */
    int get(int cell);

    /** How much memory the levels take. */
    long octets();

    /** Writes the values of {@code count} cells from {@code from} on into {@code target}, NaN where missing. */
    void valuesInto(LevelTable table, int from, int count, float[] target, int at);

    /** Levels of tables of up to 255 levels. */
    static Levels ofBytes(byte[] levels) {
        return new Bytes(levels);
    }

    /** Levels of larger tables. */
    static Levels ofShorts(short[] levels) {
        return new Shorts(levels);
    }

    /** One unsigned byte per cell. */
    record Bytes(byte[] array) implements Levels {
        @Override
        public int size() {
            return array.length;
        }

        @Override
        public int get(int cell) {
            return array[cell] & 0xFF;
        }

        @Override
        public long octets() {
            return array.length;
        }

        @Override
        public void valuesInto(LevelTable table, int from, int count, float[] target, int at) {
            float[] values = table.values();
            for (int i = 0; i < count; i++) {
                target[at + i] = values[array[from + i] & 0xFF];
            }
        }
    }

    /** One unsigned short per cell. */
    record Shorts(short[] array) implements Levels {
        @Override
        public int size() {
            return array.length;
        }

        @Override
        public int get(int cell) {
            return array[cell] & 0xFFFF;
        }

        @Override
        public long octets() {
            return 2L * array.length;
        }

        @Override
        public void valuesInto(LevelTable table, int from, int count, float[] target, int at) {
            float[] values = table.values();
            for (int i = 0; i < count; i++) {
                target[at + i] = values[array[from + i] & 0xFFFF];
            }
        }
    }
}
