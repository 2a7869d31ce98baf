package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, before netcdf-java's scanner walks a message, everything the scanner takes for granted: that sections lie
 * inside the message and come in an order that GRIB2 allows, that identification and grid are of a kind it knows, and
 * that there is no bitmap.
 *
 * <pre>
 * Sections 1-7  1-4 length of the section, 5 its number
 * Section 6     6 bitmap (255: none)
 * Order         0 1 [2] 3 4 5 6 7, then any number of fields that begin again with 2, 3 or 4, then 8
 * </pre>
 */
final class SectionCheck {

    private static final int NO_BITMAP = 255;

    private final String file;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final List<Context> fields = new ArrayList<>();
    private final int message;

    private SectionCheck(String file, byte[] bytes, int message) {
        this.file = file;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        this.message = message;
    }

    /**
     * What applies to a field but may stand before an earlier field of its message.
     *
     * @param message the number of its message in the file, from 0
     * @param identification who made its message and when
     * @param grid the last one in its message
     */
    record Context(int message, Identification identification, RadarGrid grid) {}

    /**
     * Checks a message.
     *
     * @param message its number among the messages of the file that were read, from 0
     * @return one for each field, in the message's order
     * @throws MalformedGribException if a section is not where it should be
     */
    static List<Context> check(String file, byte[] bytes, MessageBounds bounds, int message)
            throws MalformedGribException {
        SectionCheck check = new SectionCheck(file, bytes, message);
        check.sections(bounds.begin(), bounds.end() - MessageBounds.END_OCTETS);
        return check.fields;
    }

    private void sections(int start, int end) throws MalformedGribException {
        Identification identification = null;
        RadarGrid grid = null;
        int previous = 0;
        for (int offset = start + MessageBounds.INDICATOR_OCTETS; offset < end; ) {
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
                default -> {} // 4 and 5 are read once the scanner has found them, 2 is the centre's own
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
