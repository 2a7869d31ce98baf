package amagumo.model.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PatchFrameTest {

    private static final int PATCH = 2;
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    private static INDArray filled() {
        INDArray array = Nd4j.create(DataType.FLOAT, 1, ROWS, COLUMNS, PATCH * PATCH);
        PatchFrame.write(
                array,
                PATCH,
                (row, pixels) -> {
                    for (int c = 0; c < pixels.length; c++) {
                        pixels[c] = 10 * row + c;
                    }
                },
                List.of());
        return array;
    }

    @Test
    void aPixelOfAPatchIsAChannelOfItsPosition() {
        INDArray array = filled();
        // Pixel (5, 2): position (2, 1), within it row 1, column 0.
        assertEquals(52, array.getFloat(0, 2, 1, 2));
        assertEquals(1, array.getFloat(0, 0, 0, 1));
        assertEquals(10, array.getFloat(0, 0, 0, 2));
    }

    @Test
    void pixelsComeBackFromAFrame() {
        float[][] read = new float[ROWS * PATCH][];
        PatchFrame.read(filled(), PATCH, (row, pixels) -> read[row] = pixels.clone());
        for (int r = 0; r < read.length; r++) {
            float[] expected = new float[COLUMNS * PATCH];
            for (int c = 0; c < expected.length; c++) {
                expected[c] = 10 * r + c;
            }
            assertArrayEquals(expected, read[r]);
        }
    }

    @Test
    void behindThePatchStandValuesThatAreTheSameEverywhere() {
        INDArray array = Nd4j.create(DataType.FLOAT, 1, ROWS, COLUMNS, PATCH * PATCH + 2);
        PatchFrame.write(array, PATCH, (row, pixels) -> Arrays.fill(pixels, row), List.of(0.5f, -1f));
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                assertEquals(2 * r, array.getFloat(0, r, c, 1));
                assertEquals(2 * r + 1, array.getFloat(0, r, c, 3));
                assertEquals(0.5f, array.getFloat(0, r, c, 4));
                assertEquals(-1, array.getFloat(0, r, c, 5));
            }
        }
    }

    @Test
    void channelsThatMakeNoPatchAreRefused() {
        INDArray array = Nd4j.create(DataType.FLOAT, 1, 2, 2, 3);
        assertThrows(
                IllegalArgumentException.class, () -> PatchFrame.write(array, PATCH, (row, pixels) -> {}, List.of()));
    }
}
