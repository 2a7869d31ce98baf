package amagumo.ingest.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import ucar.nc2.NetcdfFile;
import ucar.nc2.NetcdfFileWriter;
import ucar.unidata.io.RandomAccessFile;

/**
 * Writes cells behind those that the library wrote last, as NetCDF-3 has them: one after the other, the high octet first. The
 * library writes octet by octet, which of a thousand million cells is an eighth of all that a forecast of probabilities takes.
 */
final class FollowingCells {

    private final RandomAccessFile file;
    private ByteBuffer octets = ByteBuffer.allocate(0);

    FollowingCells(NetcdfFileWriter writer) {
        this.file =
                (RandomAccessFile) writer.getNetcdfFile().sendIospMessage(NetcdfFile.IOSP_MESSAGE_RANDOM_ACCESS_FILE);
    }

    void write(short[] cells) throws IOException {
        room(cells.length * Short.BYTES).asShortBuffer().put(cells);
        file.write(octets.array(), 0, cells.length * Short.BYTES);
    }

    void write(float[] cells) throws IOException {
        room(cells.length * Float.BYTES).asFloatBuffer().put(cells);
        file.write(octets.array(), 0, cells.length * Float.BYTES);
    }

    private ByteBuffer room(int length) {
        if (octets.capacity() < length) {
            octets = ByteBuffer.allocate(length);
        }
        return octets;
    }
}
