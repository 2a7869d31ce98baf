package amagumo.ingest.grib;

import amagumo.ingest.radar.Levels;
import java.io.ByteArrayOutputStream;

/**
 * The run-length packing of section 7, template 7.200, both ways. A packed value of at most MV is a level; the values
 * above MV that follow it are the digits, least significant first, of how often it is repeated, in base {@code LNGU =
 * 2^bits - 1 - MV}: a digit is value - MV - 1.
 */
final class RunLength {

    private final String file;
    private final byte[] bytes;
    private final int begin;
    private final int end;
    private final int bits;
    private final int maxLevel;

    /**
     * @param begin where the packed values begin in {@code bytes}, after the five octets of section 7's head
     * @param end where section 7 ends
     */
    RunLength(String file, byte[] bytes, int begin, int end, Packing packing) {
        this.file = file;
        this.bytes = bytes;
        this.begin = begin;
        this.end = end;
        this.bits = packing.bits();
        this.maxLevel = packing.maxLevel();
    }

    /** Takes the runs of a grid in order, without gaps. */
    interface Runs {
        /** Takes {@code count >= 1} cells from {@code cell} on and returns whether to go on. */
        boolean run(int level, int cell, int count);
    }

    /**
     * Unpacks runs until the grid is full or the taker has enough.
     *
     * @param first runs that end before this cell are not passed on
     * @throws MalformedGribException if the runs and the grid do not end together; what was taken by then is useless
     */
    void forEachRun(int cells, int first, Runs taker) throws MalformedGribException {
        // Fields are copied to local variables: the calls to the taker would make the loop read them again and again.
        byte[] packed = bytes;
        int width = bits;
        int largest = maxLevel;
        int values = (int) Math.min(Integer.MAX_VALUE, (end - begin) * 8L / width);
        int base = (1 << width) - 1 - largest;
        int cell = 0;
        int at = 0;
        while (cell < cells) {
            if (at == values) {
                throw malformed(at, "the runs end after %d of %d cells".formatted(cell, cells));
            }
            int level = value(packed, width, at++);
            if (level > largest) {
                throw malformed(at - 1, "a run before any level");
            }
            int next = cell + 1;
            long weight = 1;
            int digit;
            while (at < values && (digit = value(packed, width, at) - largest - 1) >= 0) {
                long reached = next + weight * digit;
                if (reached > cells) {
                    throw malformed(at, "a run past the last of %d cells".formatted(cells));
                }
                next = (int) reached;
                // Beyond the grid every digit except 0 is too much, so the weight need not overflow.
                weight = Math.min(weight * base, GridDefinition.MAX_CELLS);
                at++;
            }
            if (next > first && !taker.run(level, cell, next - cell) && next < cells) {
                return;
            }
            cell = next;
        }
        if ((end - begin) * 8L - (long) at * width >= 8) {
            throw malformed(at, "more runs than %d cells".formatted(cells));
        }
    }

    private int value(byte[] packed, int width, int index) {
        if (width == 8) {
            return packed[begin + index] & 0xFF;
        }
        long bit = (long) index * width;
        int first = begin + (int) (bit >> 3);
        int window = 0; // 16 bits that begin anywhere span up to three octets
        for (int i = 0; i < 3; i++) {
            window = window << 8 | (first + i < end ? packed[first + i] & 0xFF : 0);
        }
        return window >> (24 - (bit & 7) - width) & ((1 << width) - 1);
    }

    private MalformedGribException malformed(long index, String reason) {
        return new MalformedGribException(file, begin + index * bits / 8, reason);
    }

    /** Packs levels; {@code packing} states the largest of them. */
    static byte[] encode(Levels levels, Packing packing) {
        Output out = new Output(packing.bits());
        int maxLevel = packing.maxLevel();
        int base = (1 << packing.bits()) - 1 - maxLevel;
        int cells = levels.size();
        for (int cell = 0; cell < cells; ) {
            int level = levels.get(cell);
            int next = base > 1 ? endOfRun(levels, cell, cells) : cell + 1;
            out.value(level);
            for (int repeats = next - cell - 1; repeats > 0; repeats /= base) {
                out.value(maxLevel + 1 + repeats % base);
            }
            cell = next;
        }
        return out.finish();
    }

    private static int endOfRun(Levels levels, int cell, int cells) {
        int level = levels.get(cell);
        int next = cell + 1;
        while (next < cells && levels.get(next) == level) {
            next++;
        }
        return next;
    }

    /** Values of a fixed number of bits, the last octet filled with zeros. */
    private static final class Output {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(1 << 16);
        private final int bits;
        private int pending;
        private int pendingBits;

        Output(int bits) {
            this.bits = bits;
        }

        void value(int value) {
            pending = pending << bits | value;
            pendingBits += bits;
            while (pendingBits >= 8) {
                pendingBits -= 8;
                octets.write(pending >> pendingBits);
            }
            pending &= 0xFF;
        }

        byte[] finish() {
            if (pendingBits > 0) {
                octets.write(pending << (8 - pendingBits));
            }
            return octets.toByteArray();
        }
    }
}
