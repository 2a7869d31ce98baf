package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ucar.nc2.grib.grib2.Grib2Record;
import ucar.nc2.grib.grib2.Grib2RecordScanner;
import ucar.unidata.io.InMemoryRandomAccessFile;

/**
 * Reads the fields of GRIB2 messages. Sections are walked by netcdf-java's scanner once {@link SectionCheck} has found
 * them sound; headers are read here, for the scanner takes template numbers above 32767 as negative, and data is
 * unpacked here, for netcdf-java does not know template 5.200.
 */
public final class GribReader {

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
        List<SectionCheck.Context> contexts = SectionCheck.check(file, bytes);
        List<GribField> fields = new ArrayList<>(contexts.size());
        try (InMemoryRandomAccessFile source = new InMemoryRandomAccessFile(file, bytes)) {
            Grib2RecordScanner scanner = new Grib2RecordScanner(source);
            for (SectionCheck.Context context : contexts) {
                if (!scanner.hasNext()) {
                    throw new MalformedGribException(
                            file, 0, "netcdf-java finds %d of %d fields".formatted(fields.size(), contexts.size()));
                }
                fields.add(field(context, scanner.next()));
            }
        } catch (MalformedGribException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedGribException(file, 0, "netcdf-java cannot scan it: %s".formatted(e.getMessage()));
        }
        return fields;
    }

    /** The scanner's own grids are not used: it takes two of the same CRC-32 for one. */
    private GribField field(SectionCheck.Context context, Grib2Record record) throws MalformedGribException {
        int packingOffset = (int) record.getDataRepresentationSection().getStartingPosition();
        int dataOffset = (int) record.getDataSection().getStartingPosition();
        Octets productSection = section(packingOffset - record.getPDSsection().getLength());
        Octets packingSection = section(packingOffset);
        RadarGrid grid = context.grid();
        if (Packing.points(packingSection) != grid.cells()) {
            throw packingSection.malformed(
                    6,
                    "%d points packed for a grid of %d x %d"
                            .formatted(Packing.points(packingSection), grid.nx(), grid.ny()));
        }
        ProductDefinition product = ProductDefinition.read(bytes, productSection);
        Packing packing = Packing.read(packingSection);
        int dataEnd = dataOffset + record.getDataSection().getMsgLength();
        RunLength data = new RunLength(file, bytes, dataOffset + 5, dataEnd, packing);
        return new GribField(context, productSection.at(1), product, packing, data);
    }

    private Octets section(int offset) {
        return Octets.section(file, bytes, offset);
    }
}
