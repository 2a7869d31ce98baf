package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ucar.nc2.grib.grib2.Grib2Record;
import ucar.nc2.grib.grib2.Grib2RecordScanner;
import ucar.unidata.io.InMemoryRandomAccessFile;

/**
 * Reads the fields of GRIB2 messages. Sections are walked by netcdf-java's scanner once {@link SectionCheck} has found
 * them sound; headers are read here because the scanner takes template numbers above 32767 as negative, and data is
 * unpacked here because netcdf-java does not know template 5.200.
 */
public final class GribReader {

    /** After this many damaged messages a file is not searched any further: it is hostile, or not GRIB at all. */
    private static final int MOST_DAMAGED = 100;

    private final String file;
    private final byte[] bytes;
    private final List<GribField> fields = new ArrayList<>();
    private final List<MalformedGribException> damaged = new ArrayList<>();
    private final List<OtherOctets> others = new ArrayList<>();
    private int messages;

    private GribReader(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads the headers of every field of every message of a file that holds messages and nothing else. Data stays
     * packed, and damage in it is found when it is decoded.
     *
     * @param file a name for error messages
     * @param bytes whole messages, one after the other; the fields keep this array, which must not change afterwards
     * @return at least one field, in the file's order
     * @throws MalformedGribException if the bytes are anything else, or messages of a kind that is not supported
     */
    public static List<GribField> read(String file, byte[] bytes) throws MalformedGribException {
        GribReader reader = new GribReader(file, bytes);
        int offset = 0;
        do {
            offset = reader.message(offset);
        } while (offset < bytes.length);
        return reader.fields;
    }

    /**
     * Reads the intact messages of a file of any condition: what lies around messages is passed over, and a message
     * that is damaged or of an unsupported kind costs only itself. A damaged message ends where the next one begins.
     *
     * @param file a name for error messages
     * @param bytes the file; the fields keep this array, which must not change afterwards
     * @return at least one field
     * @throws MalformedGribException if no message is intact, saying what is wrong with the first one
     */
    public static GribContent readMessages(String file, byte[] bytes) throws MalformedGribException {
        GribReader reader = new GribReader(file, bytes);
        reader.search();
        if (reader.fields.isEmpty()) {
            throw reader.damaged.isEmpty()
                    ? new MalformedGribException(file, 0, reader.nothing())
                    : reader.damaged.get(0);
        }
        return new GribContent(reader.fields, reader.damaged, reader.others);
    }

    private void search() {
        int end = 0; // of the last message, whole or not
        int begin = MessageBounds.find(bytes, 0);
        while (begin < bytes.length) {
            if (begin > end) {
                others.add(OtherOctets.of(bytes, end, begin));
            }
            try {
                end = message(begin);
                begin = MessageBounds.find(bytes, end);
            } catch (MalformedGribException e) {
                damaged.add(e);
                if (damaged.size() == MOST_DAMAGED) {
                    return;
                }
                begin = MessageBounds.find(bytes, begin + 1);
                end = begin;
            }
        }
        if (end < bytes.length) {
            others.add(OtherOctets.of(bytes, end, bytes.length));
        }
    }

    private String nothing() {
        if (bytes.length == 0) {
            return "the file is empty";
        }
        OtherOctets all = OtherOctets.of(bytes, 0, bytes.length);
        return switch (all.kind()) {
            case ZEROS -> "no GRIB message, only %d octets of zeros".formatted(bytes.length);
            case TEXT -> "no GRIB message, only %d octets of text".formatted(bytes.length);
            case BINARY -> "no GRIB message in %d octets".formatted(bytes.length);
        };
    }

    /** Reads the message that begins at an offset and returns where it ends. */
    private int message(int begin) throws MalformedGribException {
        MessageBounds bounds = MessageBounds.read(file, bytes, begin);
        List<SectionCheck.Context> contexts = SectionCheck.check(file, bytes, bounds, messages);
        List<GribField> found = new ArrayList<>(contexts.size());
        boolean alone = begin == 0 && bounds.end() == bytes.length;
        byte[] message = alone ? bytes : Arrays.copyOfRange(bytes, begin, bounds.end());
        try (InMemoryRandomAccessFile source = new InMemoryRandomAccessFile(file, message)) {
            Grib2RecordScanner scanner = new Grib2RecordScanner(source);
            for (SectionCheck.Context context : contexts) {
                if (!scanner.hasNext()) {
                    throw new MalformedGribException(
                            file, begin, "netcdf-java finds %d of %d fields".formatted(found.size(), contexts.size()));
                }
                found.add(field(context, scanner.next(), begin));
            }
        } catch (MalformedGribException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedGribException(file, begin, "netcdf-java cannot scan it: %s".formatted(e.getMessage()));
        }
        fields.addAll(found);
        messages++;
        return bounds.end();
    }

    /**
     * The scanner's own grids are not used: it takes two grids with the same CRC-32 for one.
     *
     * @param begin where the message begins, from which the scanner counts
     */
    private GribField field(SectionCheck.Context context, Grib2Record record, int begin) throws MalformedGribException {
        int packingOffset = begin + (int) record.getDataRepresentationSection().getStartingPosition();
        int dataOffset = begin + (int) record.getDataSection().getStartingPosition();
        Octets productSection = section(packingOffset - record.getPDSsection().getLength());
        Octets packingSection = section(packingOffset);
        RadarGrid grid = context.grid();
        if (Packing.points(packingSection) != grid.cells()) {
            throw packingSection.malformed(
                    6,
                    "%d points packed for a grid of %d x %d"
                            .formatted(Packing.points(packingSection), grid.nx(), grid.ny()));
        }
        ProductDefinition product = ProductDefinition.read(bytes, productSection, context.identification());
        Packing packing = Packing.read(packingSection);
        int dataEnd = dataOffset + record.getDataSection().getMsgLength();
        RunLength data = new RunLength(file, bytes, dataOffset + 5, dataEnd, packing);
        return new GribField(context, productSection.at(1), product, packing, data);
    }

    private Octets section(int offset) {
        return Octets.section(file, bytes, offset);
    }
}
