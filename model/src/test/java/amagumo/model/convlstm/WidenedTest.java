package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.model.loss.MeanAndExceedanceLoss;
import amagumo.model.loss.PoissonLoss;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class WidenedTest {

    private static final PoissonLoss LOSS = new PoissonLoss(Math.log(0.1), 3, 60);
    private static final EncoderForecasterConfig NARROW = Networks.small().withFirstGuess();
    private static final EncoderForecasterConfig WIDE = NARROW.withFields(3, 2);

    @Test
    void aWiderNetworkForecastsTheFieldOfTheNarrowerOneFromFramesWithMoreInThem() {
        MultiLayerNetwork narrow = Networks.random(NARROW, LOSS);
        MultiLayerNetwork wide = Networks.random(WIDE, new MeanAndExceedanceLoss(LOSS, 1));
        float[] weights = Widened.weights(
                NARROW, narrow.params().toFloatVector(), WIDE, wide.params().toFloatVector());
        wide.setParams(Nd4j.create(weights, new long[] {1, weights.length}, 'c').castTo(DataType.DOUBLE));

        INDArray shown = Networks.frames(WIDE, 2, WIDE.framesGiven(), 5);
        INDArray less = Nd4j.create(DataType.DOUBLE, 2, 1, NARROW.framesGiven(), Networks.ROWS, Networks.COLUMNS);
        for (int frame = 0; frame < NARROW.framesGiven(); frame++) {
            int from = frame < NARROW.inputFrames() ? frame : WIDE.guessFrame(frame - NARROW.inputFrames(), 0);
            less.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(frame))
                    .assign(shown.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 1), NDArrayIndex.point(from)));
        }

        INDArray expected = narrow.output(less);
        INDArray first = wide.output(shown).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 1));
        // Weights pass through single precision on their way.
        assertArrayEquals(
                expected.dup('c').data().asDouble(), first.dup('c').data().asDouble(), 1e-5);
    }

    @Test
    void aNetworkOfOtherLayersOrFewerFieldsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Widened.requireFit(WIDE, NARROW));
        assertThrows(IllegalArgumentException.class, () -> Widened.requireFit(Networks.small(), NARROW));
        assertThrows(
                IllegalArgumentException.class,
                () -> Widened.requireFit(EncoderForecasterConfig.paper(1).withFirstGuess(), WIDE));
    }
}
