package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, before netcdf-java's scanner walks a file, all that the scanner takes for granted: that messages and sections
 * lie inside one another and come in an order that GRIB2 allows, that identification and grid are of a kind it knows
 * and that there is no bitmap.
 *
 * <pre>
 * Section 0     1-4 "GRIB", 5-6 reserved, 7 discipline, 8 edition (2), 9-16 length of the message
 * Sections 1-7  1-4 length of the section, 5 its number
 * Section 6     6 bitmap (255: none)
 * Section 8     1-4 "7777"
 * Order         0 1 [2] 3 4 5 6 7, then any number of fields that begin again with 2, 3 or 4, then 8
 * </pre>
 */
final class SectionCheck {

    private static final int GRIB = 0x47524942;
    private static final int END = 0x37373737;
    private static final int INDICATOR_OCTETS = 16;
    private static final int NO_BITMAP = 255;

    private final String file;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final List<Context> fields = new ArrayList<>();
    private int message;

    private SectionCheck(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * What holds for a field and may stand before another one.
     *
     * @param message the number of its message in the file, from 0
     * @param identification of its message
     * @param grid the last one in its message
     */
    record Context(int message, Identification identification, RadarGrid grid) {}

    /**
     * Checks a whole file.
     *
     * @return one for each field, in the file's order
     * @throws MalformedGribException if a section or a message is not where it should be, or there is none
     */
    static List<Context> check(String file, byte[] bytes) throws MalformedGribException {
        SectionCheck check = new SectionCheck(file, bytes);
        int offset = 0;
        do {
            offset = check.message(offset);
        } while (offset < bytes.length);
        return check.fields;
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
        sections(start, end);
        message++;
        return end + 4;
    }

    private void sections(int start, int end) throws MalformedGribException {
        Identification identification = null;
        RadarGrid grid = null;
        int previous = 0;
        for (int offset = start + INDICATOR_OCTETS; offset < end; ) {
            Octets section = section(offset, end, previous, grid != null);
            int number = section.u1(5);
            switch (number) {
                case 1 -> identification = Identification.read(bytes[start + 6] & 0xFF, section);
                case 3 -> grid = GridDefinition.read(section);
                case 6 -> {
                    if (section.u1(6) != NO_BITMAP) {
                        throw section.malformed(6, "a bitmap is not read");
                    }
                }
                case 7 -> fields.add(new Context(message, identification, grid));
                default -> {} // 4 and 5 are read when the scanner has found them, 2 is the centre's own
            }
            previous = number;
            offset += section.length();
        }
        if (previous != 7) {
            throw new MalformedGribException(file, end, "the message ends after section %d".formatted(previous));
        }
    }

    private Octets section(int offset, int end, int previous, boolean gridSeen) throws MalformedGribException {
        if (end - offset < 5) {
            throw new MalformedGribException(file, offset, "%d octets hold no section".formatted(end - offset));
        }
        int number = buffer.get(offset + 4) & 0xFF;
        if (!follows(number, previous, gridSeen)) {
            throw new MalformedGribException(
                    file, offset + 4, "section %d after section %d".formatted(number, previous));
        }
        long length = Integer.toUnsignedLong(buffer.getInt(offset));
        if (length < 5 || length > end - offset) {
            throw new MalformedGribException(
                    file, offset, "section %d of %d octets where %d are left".formatted(number, length, end - offset));
        }
        return Octets.section(file, bytes, offset);
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
}
