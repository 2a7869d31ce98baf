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
        PatchTensor tensor = new PatchTensor(2, 3, ROWS, COLUMNS, 2);
        for (int sample = 0; sample < 2; sample++) {
            for (int frame = 0; frame < 3; frame++) {
                tensor.set(sample, frame, frame(sample, frame));
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
    void pixelsThatFillNoPatchAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PatchTensor(1, 1, 5, 4, 2));
    }
}
