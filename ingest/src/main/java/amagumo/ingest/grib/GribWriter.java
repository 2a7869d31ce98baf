package amagumo.ingest.grib;

import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes GRIB2 messages as JMA does: grid 3.0, run-length packing 5.200 and 7.200, no bitmap. What {@link GribReader}
 * read from one of JMA's files comes out as the same bytes.
 */
public final class GribWriter {

    private static final int INDICATOR_OCTETS = 16;
    private static final int BITMAP_OCTETS = 6;
    private static final int SECTION_HEAD_OCTETS = 5;
    private static final int END = 0x37373737;

    private GribWriter() {}

    /**
     * One field of a message.
     *
     * @param product what the frame shows
     * @param frame levels and where they lie
     * @param bits bits per packed value, 1 to 16, enough for the largest level
     */
    public record Field(ProductDefinition product, RadarFrame frame, int bits) {}

    /**
     * Writes a message of one field; see {@link #write(Identification, List)}.
     *
     * @return the whole message
     */
    public static byte[] write(Identification identification, ProductDefinition product, RadarFrame frame, int bits) {
        return write(identification, List.of(new Field(product, frame, bits)));
    }

    /**
     * Writes a message of several fields. A grid that equals that of the previous field is not written again.
     *
     * @param fields at least one
     * @return the whole message
     * @throws IllegalArgumentException if there are no fields, a level is not in its table or does not fit its bits, or
     *     a frame's time is not its product's
     */
    public static byte[] write(Identification identification, List<Field> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a message without a field");
        }
        List<Packing> packings = new ArrayList<>(fields.size());
        List<byte[]> data = new ArrayList<>(fields.size());
        long length = INDICATOR_OCTETS + Identification.OCTETS + 4;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            checkTime(identification, field);
            RadarFrame frame = field.frame();
            Packing packing = new Packing(field.bits(), maxLevel(frame.levels()), frame.table());
            byte[] packed = RunLength.encode(frame.levels(), packing);
            packings.add(packing);
            data.add(packed);
            length += (newGrid(fields, i) ? GridDefinition.OCTETS : 0)
                    + field.product().length()
                    + packing.length()
                    + BITMAP_OCTETS
                    + SECTION_HEAD_OCTETS
                    + packed.length;
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length));
        out.put(new byte[] {'G', 'R', 'I', 'B', -1, -1});
        out.put((byte) identification.discipline()).put((byte) 2).putLong(length);
        identification.write(out);
        for (int i = 0; i < fields.size(); i++) {
            RadarGrid grid = fields.get(i).frame().grid();
            if (newGrid(fields, i)) {
                GridDefinition.write(grid, out);
            }
            fields.get(i).product().write(out);
            packings.get(i).write((int) grid.cells(), out);
            out.putInt(BITMAP_OCTETS).put((byte) 6).put((byte) 0xFF);
            out.putInt(SECTION_HEAD_OCTETS + data.get(i).length).put((byte) 7).put(data.get(i));
        }
        return out.putInt(END).array();
    }

    private static boolean newGrid(List<Field> fields, int i) {
        return i == 0
                || !fields.get(i)
                        .frame()
                        .grid()
                        .equals(fields.get(i - 1).frame().grid());
    }

    private static void checkTime(Identification identification, Field field) {
        if (!field.product()
                .validTime(identification.referenceTime())
                .equals(field.frame().validTime())) {
            throw new IllegalArgumentException("a frame of %s under a product of %s"
                    .formatted(field.frame().validTime(), field.product().validTime(identification.referenceTime())));
        }
    }

    private static int maxLevel(Levels levels) {
        int max = 0;
        for (int cell = 0; cell < levels.size(); cell++) {
            max = Math.max(max, levels.get(cell));
        }
        return max;
    }
}
