package amagumo.model.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The way of backends whose arrays are not in the CPU's memory, run on the CPU, against the CPU's own. */
class KernelGradientTest {

    private static final int ROWS = 6;
    private static final int COLUMNS = 9;

    @ParameterizedTest
    @CsvSource({"1, 5, 7, DOUBLE", "3, 4, 8, DOUBLE", "5, 3, 2, DOUBLE", "3, 4, 8, FLOAT", "1, 16, 4, FLOAT"})
    void bothWaysAddTheSameToTheSum(int side, int inputs, int outputs, DataType type) {
        Nd4j.getRandom().setSeed(side);
        INDArray input = Nd4j.randn(type, 1, ROWS, COLUMNS, inputs);
        INDArray gradient = Nd4j.randn(type, 1, ROWS, COLUMNS, outputs);
        INDArray before = Nd4j.randn(type, side, side, inputs, outputs);
        INDArray onCpu = sum(input, gradient, before, true);
        INDArray elsewhere = sum(input, gradient, before, false);
        double change = onCpu.sub(before).norm2Number().doubleValue();
        double difference = onCpu.sub(elsewhere).norm2Number().doubleValue();
        assertEquals(0, difference / change, type == DataType.DOUBLE ? 1e-13 : 1e-5);
    }

    private static INDArray sum(INDArray input, INDArray gradient, INDArray before, boolean onCpu) {
        INDArray sum = before.dup('c');
        if (onCpu) {
            Nd4jMemory memory = new Nd4jMemory();
            KernelGradient.add(input, gradient, sum, memory);
            memory.close();
        } else {
            Convolution.addKernelGradient(input, gradient, sum);
        }
        return sum;
    }
}
