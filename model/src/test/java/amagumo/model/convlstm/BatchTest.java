package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.loss.CrossEntropyLoss;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class BatchTest {

    private final EncoderForecasterConfig config = Networks.small();
    private final MultiLayerNetwork network = Networks.random(config, new CrossEntropyLoss());
    private final INDArray x = Networks.frames(config, 5, 2, 1);
    private final INDArray y = Networks.frames(config, 5, 3, 2);

    @Test
    void aSamplesForecastDoesNotDependOnItsBatch() {
        INDArray together = network.output(x);
        for (int k = 0; k < 5; k++) {
            INDArray alone = network.output(sample(x, k));
            assertEquals(0, sample(together, k).sub(alone).amaxNumber().doubleValue(), 1e-12);
        }
    }

    @Test
    void theGradientOfABatchIsTheSumOfItsSamples() {
        INDArray sum = Nd4j.create(DataType.DOUBLE, 1, network.numParams());
        for (int k = 0; k < 5; k++) {
            sum.addi(gradient(sample(x, k), sample(y, k)));
        }
        INDArray together = gradient(x, y);
        double error = sum.sub(together).norm2Number().doubleValue()
                / sum.norm2Number().doubleValue();
        assertTrue(error < 1e-12, () -> "relative error " + error);
    }

    private INDArray gradient(INDArray input, INDArray labels) {
        network.setInput(input);
        network.setLabels(labels);
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    private static INDArray sample(INDArray batch, int index) {
        return batch.get(
                        NDArrayIndex.interval(index, index + 1),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all())
                .dup('c');
    }
}
