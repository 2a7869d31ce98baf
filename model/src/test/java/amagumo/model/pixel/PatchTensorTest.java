package amagumo.model.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class PatchTensorTest {

    private static final int ROWS = 6;
    private static final int COLUMNS = 4;

    private static float[][] frame(int sample, int frame) {
        float[][] pixels = new float[ROWS][COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                pixels[r][c] = 1000 * sample + 100 * frame + 10 * r + c;
            }
        }
        return pixels;
    }

    private static PatchTensor filled() {
        PatchTensor tensor = new PatchTensor(2, 4, 3, ROWS, COLUMNS, 2);
        for (int sample = 0; sample < 2; sample++) {
            for (int frame = 0; frame < 3; frame++) {
                tensor.set(sample, frame, 0, frame(sample, frame));
            }
        }
        return tensor;
    }

    @Test
    void aPixelOfAPatchIsAChannelOfItsPosition() {
        INDArray array = filled().toArray();
        assertArrayEquals(new long[] {2, 4, 3, 3, 2}, array.shape());
        // Sample 1, frame 2, pixel (5, 2): position (2, 1), within it row 1, column 0.
        assertEquals(1252, array.getFloat(1, 2, 2, 2, 1));
        assertEquals(1, array.getFloat(0, 1, 0, 0, 0));
    }

    @Test
    void aFrameHoldsFieldsAndValuesThatAreTheSameEverywhere() {
        PatchTensor tensor = new PatchTensor(2, 9, 3, ROWS, COLUMNS, 2);
        tensor.set(1, 2, 4, frame(1, 2));
        tensor.fill(1, 2, 8, 0.5f);
        INDArray array = tensor.toArray();
        assertArrayEquals(new long[] {2, 9, 3, 3, 2}, array.shape());
        assertEquals(1252, array.getFloat(1, 4 + 2, 2, 2, 1));
        assertEquals(0.5f * 6, array.sumNumber().floatValue() - sum(frame(1, 2)), 1e-2);
        assertEquals(0.5f, array.getFloat(1, 8, 2, 2, 1));
    }

    private static float sum(float[][] pixels) {
        float sum = 0;
        for (float[] row : pixels) {
            for (float pixel : row) {
                sum += pixel;
            }
        }
        return sum;
    }

    @Test
    void pixelsThatFillNoPatchAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PatchTensor(1, 4, 1, 5, 4, 2));
    }
}
