package amagumo.model.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A row of floats as stored in DL4J's {@code coefficients.bin} and {@code updaterState.bin} ({@code Nd4j.write} of a
 * [1, n] array), big-endian:
 *
 * <pre>
 * octets  content
 * 18      string (two octets of length, text): MIXED_DATA_TYPES
 * 8       8, the length of the shape
 * 6       string: LONG
 * 64      shape: rank 2, sizes 1 and n, strides 1 and 1, type 8192 (float), element stride 1, order 99 ('c')
 * 18      string: MIXED_DATA_TYPES
 * 8       n
 * 7       string: FLOAT
 * 4 n     the floats
 * </pre>
 *
 * ND4J's own reader allocates whatever the header asks for and accepts older formats; this class accepts exactly this
 * one.
 */
public final class VectorFormat {

    private static final int FLOAT_TYPE = 8192;

    private VectorFormat() {}

    /** The octets of a row. */
    public static byte[] write(float[] values) {
        byte[] header = header(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(4, values.length)));
        bytes.put(header).asFloatBuffer().put(values);
        return bytes.array();
    }

    /** The floats, empty if the bytes are not exactly in this format. */
    public static Optional<float[]> read(byte[] bytes) {
        int headerLength = header(0).length;
        int n = (bytes.length - headerLength) / 4;
        if (n < 1 || !Arrays.equals(bytes, 0, headerLength, header(n), 0, headerLength)) {
            return Optional.empty();
        }
        if (bytes.length != headerLength + 4 * n) {
            return Optional.empty();
        }
        FloatBuffer floats = ByteBuffer.wrap(bytes).position(headerLength).asFloatBuffer();
        float[] values = new float[n];
        floats.get(values);
        return Optional.of(values);
    }

    private static byte[] header(int n) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            long[] shape = {2, 1, n, 1, 1, FLOAT_TYPE, 1, 'c'};
            out.writeUTF("MIXED_DATA_TYPES");
            out.writeLong(shape.length);
            out.writeUTF("LONG");
            for (long value : shape) {
                out.writeLong(value);
            }
            out.writeUTF("MIXED_DATA_TYPES");
            out.writeLong(n);
            out.writeUTF("FLOAT");
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes every byte", e);
        }
        return bytes.toByteArray();
    }
}
