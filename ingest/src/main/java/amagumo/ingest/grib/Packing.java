package amagumo.ingest.grib;

import amagumo.ingest.radar.LevelTable;
import java.nio.ByteBuffer;

/**
 * Section 5 with template 5.200: how a field's levels are packed and what they mean.
 *
 * <pre>
 *  6-9  number of points                 15-16 MVL, the table's largest level
 * 10-11 template (200)                   17    D, decimal scale (sign-magnitude)
 * 12    bits per value                   18-   MVL values of two octets
 * 13-14 MV, the field's largest level
 * </pre>
 *
 * @param bits bits per packed value, 1 to 16
 * @param maxLevel MV, the largest level that occurs in this field, at most 2^bits - 1 and at most the table's largest
 * @param table what the levels mean
 */
public record Packing(int bits, int maxLevel, LevelTable table) {

    private static final int FIXED_OCTETS = 17;

    public Packing {
        if (bits < 1 || bits > 16) {
            throw new IllegalArgumentException("%d bits per value, not 1 to 16".formatted(bits));
        }
        if (maxLevel < 0 || maxLevel > table.maxLevel() || maxLevel >= 1 << bits) {
            throw new IllegalArgumentException(
                    "largest level %d of a table of %d levels in %d bits".formatted(maxLevel, table.maxLevel(), bits));
        }
    }

    static int points(Octets section) throws MalformedGribException {
        if (section.u2(10) != 200) {
            throw section.malformed(10, "data representation 5.%d is not read, only 5.200".formatted(section.u2(10)));
        }
        return (int) Math.min(Integer.MAX_VALUE, section.u4(6));
    }

    static Packing read(Octets section) throws MalformedGribException {
        int levels = section.u2(15);
        if (section.length() != FIXED_OCTETS + 2 * levels) {
            throw section.malformed(
                    15, "a table of %d levels in a section of %d octets".formatted(levels, section.length()));
        }
        int[] raw = new int[levels];
        for (int i = 0; i < levels; i++) {
            raw[i] = section.u2(FIXED_OCTETS + 1 + 2 * i);
        }
        try {
            return new Packing(section.u1(12), section.u2(13), new LevelTable(section.s1(17), raw));
        } catch (IllegalArgumentException e) {
            throw section.malformed(12, e.getMessage());
        }
    }

    int length() {
        return FIXED_OCTETS + 2 * table.maxLevel();
    }

    void write(int points, ByteBuffer out) {
        out.putInt(length()).put((byte) 5).putInt(points).putShort((short) 200);
        out.put((byte) bits).putShort((short) maxLevel).putShort((short) table.maxLevel());
        int scale = table.decimalScale();
        out.put((byte) (scale >= 0 ? scale : 0x80 | -scale));
        for (int value : table.raw()) {
            out.putShort((short) value);
        }
    }
}
