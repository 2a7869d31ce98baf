package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ucar.nc2.grib.grib2.Grib2Record;
import ucar.nc2.grib.grib2.Grib2RecordScanner;
import ucar.unidata.io.InMemoryRandomAccessFile;

/**
 * Reads the fields of GRIB2 messages. Sections are walked by netcdf-java's scanner once {@link SectionBounds} has found
 * them sound; headers are read here, for the scanner takes template numbers above 32767 as negative, and data is
 * unpacked here, for netcdf-java does not know template 5.200.
 */
public final class GribReader {

    private static final int BITMAP_NONE = 255;

    private final String file;
    private final byte[] bytes;

    private GribReader(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads the headers of every field of every message. Data stays packed, and damage in it is found when it is
     * decoded.
     *
     * @param file a name for error messages
     * @param bytes whole messages, one behind the other; the fields keep this array, which must not change any more
     * @return at least one field, in the file's order
     * @throws MalformedGribException if the bytes are anything else, or messages of a kind that is not read here
     */
    public static List<GribField> read(String file, byte[] bytes) throws MalformedGribException {
        return new GribReader(file, bytes).fields();
    }

    private List<GribField> fields() throws MalformedGribException {
        int[] gridOffsets = SectionBounds.check(file, bytes);
        List<GribField> fields = new ArrayList<>(gridOffsets.length);
        try (InMemoryRandomAccessFile source = new InMemoryRandomAccessFile(file, bytes)) {
            Grib2RecordScanner scanner = new Grib2RecordScanner(source);
            long messageStart = -1;
            int message = -1;
            while (fields.size() < gridOffsets.length && scanner.hasNext()) {
                Grib2Record record = scanner.next();
                if (record == null) {
                    break;
                }
                if (record.getIs().getStartPos() != messageStart) {
                    messageStart = record.getIs().getStartPos();
                    message++;
                }
                fields.add(field(message, record, gridOffsets[fields.size()]));
            }
        } catch (MalformedGribException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedGribException(file, 0, "netcdf-java cannot scan it: %s".formatted(e.getMessage()));
        }
        if (fields.size() != gridOffsets.length) {
            throw new MalformedGribException(
                    file, 0, "netcdf-java finds %d of %d fields".formatted(fields.size(), gridOffsets.length));
        }
        return fields;
    }

    /**
     * @param gridOffset where the field's section 3 begins: the scanner shares those that have the same CRC-32, which
     *     two of the many grids of one file may have without being equal
     */
    private GribField field(int message, Grib2Record record, int gridOffset) throws MalformedGribException {
        int start = (int) record.getIs().getStartPos();
        int packingOffset = (int) record.getDataRepresentationSection().getStartingPosition();
        int dataOffset = (int) record.getDataSection().getStartingPosition();
        Octets gridSection = section(gridOffset);
        Octets productSection = section(packingOffset - record.getPDSsection().getLength());
        Octets packingSection = section(packingOffset);

        RadarGrid grid = GridDefinition.read(gridSection);
        if (Packing.points(packingSection) != grid.cells()) {
            throw packingSection.malformed(
                    6,
                    "%d points packed for a grid of %d x %d"
                            .formatted(Packing.points(packingSection), grid.nx(), grid.ny()));
        }
        if (record.getBitmapSection().getBitMapIndicator() != BITMAP_NONE) {
            throw new MalformedGribException(file, dataOffset - 1, "a bitmap is not read");
        }
        Identification identification = Identification.read(bytes[start + 6] & 0xFF, section(start + 16));
        ProductDefinition product = ProductDefinition.read(bytes, productSection);
        Packing packing = Packing.read(packingSection);
        int dataEnd = dataOffset + record.getDataSection().getMsgLength();
        RunLength data = new RunLength(file, bytes, dataOffset + 5, dataEnd, packing);
        return new GribField(message, productSection.at(1), identification, product, grid, packing, data);
    }

    private Octets section(int offset) {
        return Octets.section(file, bytes, offset);
    }
}
