package amagumo.ingest.grib;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Checks, before anything else reads a file, that its messages and sections lie inside one another and come in an order
 * that GRIB2 allows: netcdf-java's scanner trusts every length it meets.
 *
 * <pre>
 * Section 0     1-4 "GRIB", 5-6 reserved, 7 discipline, 8 edition (2), 9-16 length of the message
 * Sections 1-7  1-4 length of the section, 5 its number
 * Section 8     1-4 "7777"
 * Order         0 1 [2] 3 4 5 6 7, then any number of fields that begin again with 2, 3 or 4, then 8
 * </pre>
 */
final class SectionBounds {

    private static final int GRIB = 0x47524942;
    private static final int END = 0x37373737;
    private static final int INDICATOR_OCTETS = 16;

    private final String file;
    private final ByteBuffer buffer;
    private int[] gridOffsets = new int[16];
    private int fields;

    private SectionBounds(String file, byte[] bytes) {
        this.file = file;
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * Checks a whole file.
     *
     * @return for each field, in the file's order, where the section 3 that holds for it begins
     * @throws MalformedGribException if a section or a message is not where it should be, or there is none
     */
    static int[] check(String file, byte[] bytes) throws MalformedGribException {
        SectionBounds bounds = new SectionBounds(file, bytes);
        int offset = 0;
        do {
            offset = bounds.message(offset);
        } while (offset < bytes.length);
        return Arrays.copyOf(bounds.gridOffsets, bounds.fields);
    }

    private int message(int start) throws MalformedGribException {
        int left = buffer.limit() - start;
        if (left < INDICATOR_OCTETS) {
            throw new MalformedGribException(file, start, "%d octets hold no GRIB2 message".formatted(left));
        }
        if (buffer.getInt(start) != GRIB) {
            throw new MalformedGribException(file, start, "no 'GRIB' at the beginning of a message");
        }
        if (buffer.get(start + 7) != 2) {
            throw new MalformedGribException(
                    file, start + 7, "GRIB edition %d is not read, only 2".formatted(buffer.get(start + 7) & 0xFF));
        }
        long length = buffer.getLong(start + 8);
        if (length < INDICATOR_OCTETS + 4 || length > left) {
            throw new MalformedGribException(
                    file,
                    start + 8,
                    "a message of %s octets where %d are left".formatted(Long.toUnsignedString(length), left));
        }
        int end = start + (int) length - 4;
        if (buffer.getInt(end) != END) {
            throw new MalformedGribException(file, end, "no '7777' at the end of the message");
        }
        sections(start + INDICATOR_OCTETS, end);
        return end + 4;
    }

    private void sections(int begin, int end) throws MalformedGribException {
        int previous = 0;
        int grid = -1;
        for (int offset = begin; offset < end; ) {
            if (end - offset < 5) {
                throw new MalformedGribException(file, offset, "%d octets hold no section".formatted(end - offset));
            }
            long length = Integer.toUnsignedLong(buffer.getInt(offset));
            int number = buffer.get(offset + 4) & 0xFF;
            if (!follows(number, previous, grid >= 0)) {
                throw new MalformedGribException(
                        file, offset + 4, "section %d after section %d".formatted(number, previous));
            }
            if (length < 5 || length > end - offset) {
                throw new MalformedGribException(
                        file,
                        offset,
                        "section %d of %d octets where %d are left".formatted(number, length, end - offset));
            }
            if (number == 3) {
                grid = offset;
            } else if (number == 7) {
                addField(grid);
            }
            previous = number;
            offset += (int) length;
        }
        if (previous != 7) {
            throw new MalformedGribException(file, end, "the message ends after section %d".formatted(previous));
        }
    }

    private static boolean follows(int number, int previous, boolean gridSeen) {
        return switch (number) {
            case 1 -> previous == 0;
            case 2 -> previous == 1 || previous == 7;
            case 3 -> previous == 1 || previous == 2 || previous == 7;
            case 4 -> previous == 3 || previous == 7 && gridSeen;
            case 5, 6, 7 -> previous == number - 1;
            default -> false;
        };
    }

    private void addField(int gridOffset) {
        if (fields == gridOffsets.length) {
            gridOffsets = Arrays.copyOf(gridOffsets, 2 * fields);
        }
        gridOffsets[fields++] = gridOffset;
    }
}
