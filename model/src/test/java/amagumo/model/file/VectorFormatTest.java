package amagumo.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class VectorFormatTest {

    private static final float[] VALUES = {1.5f, -2, Float.MIN_VALUE, 3e30f, 0};

    @Test
    void theBytesAreThoseThatNd4jWrites() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Nd4j.write(Nd4j.create(VALUES, new long[] {1, VALUES.length}, 'c'), new DataOutputStream(expected));
        assertArrayEquals(expected.toByteArray(), VectorFormat.write(VALUES));
    }

    @Test
    void nd4jReadsTheBytes() throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(VectorFormat.write(VALUES)))) {
            assertArrayEquals(VALUES, Nd4j.read(in).toFloatVector());
        }
    }

    @Test
    void aVectorComesBackAsItWas() {
        assertArrayEquals(VALUES, VectorFormat.read(VectorFormat.write(VALUES)).orElseThrow());
    }

    @Test
    void aTruncatedOrExtendedVectorIsRefused() {
        byte[] bytes = VectorFormat.write(VALUES);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(Optional.empty(), VectorFormat.read(Arrays.copyOf(bytes, length)), "first " + length);
        }
        assertEquals(Optional.empty(), VectorFormat.read(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void anyFlippedBitOfTheHeaderIsRefused() {
        byte[] bytes = VectorFormat.write(VALUES);
        int header = bytes.length - 4 * VALUES.length;
        for (int bit = 0; bit < 8 * header; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(VectorFormat.read(damaged).isEmpty(), "bit " + bit);
        }
    }
}
