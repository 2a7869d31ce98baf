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
     * @param begin where the packed values begin in {@code bytes}, behind the five octets of section 7's head
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
        /** Takes {@code count >= 1} cells from {@code cell} on; the answer says whether to go on. */
        boolean run(int level, int cell, int count);
    }

    /**
     * Unpacks runs until a grid is full or the taker has enough.
     *
     * @throws MalformedGribException if runs and grid do not end together; what was taken by then is of no use
     */
    void forEachRun(int cells, Runs taker) throws MalformedGribException {
        long values = (end - begin) * 8L / bits;
        long base = (1 << bits) - 1 - maxLevel;
        int cell = 0;
        long at = 0;
        while (cell < cells) {
            if (at == values) {
                throw malformed(at, "the runs end after %d of %d cells".formatted(cell, cells));
            }
            int level = value(at);
            if (level > maxLevel) {
                throw malformed(at, "a run before any level");
            }
            at++;
            int left = cells - cell;
            long repeats = 0;
            long weight = 1;
            int digit;
            while (at < values && (digit = value(at) - maxLevel - 1) >= 0) {
                repeats += weight * digit;
                if (repeats >= left) {
                    throw malformed(at, "a run past the last of %d cells".formatted(cells));
                }
                // Beyond the grid every digit but 0 is too much: no need to let the weight overflow.
                weight = Math.min(weight * base, GridDefinition.MAX_CELLS);
                at++;
            }
            int count = (int) repeats + 1;
            boolean goOn = taker.run(level, cell, count);
            cell += count;
            if (!goOn && cell < cells) {
                return;
            }
        }
        if ((end - begin) * 8L - at * bits >= 8) {
            throw malformed(at, "more runs than %d cells".formatted(cells));
        }
    }

    private int value(long index) {
        if (bits == 8) {
            return bytes[begin + (int) index] & 0xFF;
        }
        long bit = index * bits;
        int first = begin + (int) (bit >> 3);
        int window = 0; // 16 bits that begin anywhere touch three octets
        for (int i = 0; i < 3; i++) {
            window = window << 8 | (first + i < end ? bytes[first + i] & 0xFF : 0);
        }
        return window >> (24 - (bit & 7) - bits) & ((1 << bits) - 1);
    }

    private MalformedGribException malformed(long index, String reason) {
        return new MalformedGribException(file, begin + index * bits / 8, reason);
    }

    /** Packs levels; {@code packing} says their largest. */
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
