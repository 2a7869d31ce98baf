package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpaceToDepthTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachPixelGoesToTheChannelThatIsDocumented(int patch) {
        INDArray frames = Nd4j.rand(DataType.FLOAT, 2, 2, 3, 6, 12);
        INDArray split = SpaceToDepth.split(frames, patch);
        assertArrayEquals(new long[] {2, 2L * patch * patch, 3, 6 / patch, 12 / patch}, split.shape());
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 2; c++) {
                for (int t = 0; t < 3; t++) {
                    for (int row = 0; row < 6; row++) {
                        for (int column = 0; column < 12; column++) {
                            int channel = (c * patch + row % patch) * patch + column % patch;
                            assertEquals(
                                    frames.getFloat(n, c, t, row, column),
                                    split.getFloat(n, channel, t, row / patch, column / patch));
                        }
                    }
                }
            }
        }
        assertEquals(frames, SpaceToDepth.merge(split, patch));
    }

    @Test
    void framesThatDoNotDivideIntoPatchesAreRefused() {
        INDArray frames = Nd4j.create(DataType.FLOAT, 1, 3, 2, 5, 6);
        assertThrows(IllegalArgumentException.class, () -> SpaceToDepth.split(frames, 2));
        assertThrows(IllegalArgumentException.class, () -> SpaceToDepth.merge(frames, 2));
    }
}
