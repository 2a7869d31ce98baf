package amagumo.model.convlstm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads numpy's .npz: a zip of .npy files, each the octets 93 'NUMPY', version 1 0, the header's length in two octets,
 * little-endian, the header as a Python dictionary, then the elements. Only float64 in C order.
 */
final class NumpyArchive {

    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f8', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    private NumpyArchive() {}

    static Map<String, INDArray> read(InputStream in) throws IOException {
        Map<String, INDArray> arrays = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replace(".npy", ""), array(entry.getName(), zip.readAllBytes()));
            }
        }
        return arrays;
    }

    private static INDArray array(String name, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = buffer.getShort(8);
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IOException(name + ": not float64 in C order: " + header);
        }
        long[] shape = Stream.of(matcher.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        double[] elements = new double[(bytes.length - 10 - length) / Double.BYTES];
        buffer.position(10 + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(elements);
        INDArray flat = Nd4j.createFromArray(elements);
        return shape.length == 0 ? flat : flat.reshape('c', shape);
    }
}
