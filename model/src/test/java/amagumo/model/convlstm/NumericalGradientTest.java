package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.loss.BalancedErrorLoss;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import amagumo.model.loss.LogitLoss;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.Cnn3DLossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Every kind of network's gradients against central differences in double. */
class NumericalGradientTest {

    private static final double STEP = 1e-5;
    private static final int SAMPLES = 2;
    private static final int POINTS = 2;

    static Stream<Arguments> networks() {
        LabelWeights weights = new LabelWeights(new double[] {0.3, 0.7}, new double[] {2, 5});
        EncoderForecasterConfig small = Networks.small();
        EncoderForecasterConfig oneLayer = EncoderForecasterConfig.of(2, List.of(new CellConfig(2, 3, 3)));
        return Stream.of(
                Arguments.of(small, new CrossEntropyLoss()),
                Arguments.of(small.withFirstGuess(), new CrossEntropyLoss(weights)),
                Arguments.of(small.withCellPeepholes(Networks.ROWS, Networks.COLUMNS), new BalancedErrorLoss(weights)),
                Arguments.of(oneLayer, new CrossEntropyLoss()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parametersAndInput(EncoderForecasterConfig config, LogitLoss loss) {
        MultiLayerNetwork network = Networks.random(config, loss);
        INDArray x = Networks.frames(config, SAMPLES, config.framesGiven(), 1);
        INDArray y = Networks.frames(config, SAMPLES, config.leads(), 2);
        network.setInput(x);
        network.setLabels(y);
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().gradient().dup();
        Pair<Gradient, INDArray> back = back(network, x, y);
        Random random = Nd4j.getRandomFactory().getNewRandomInstance(5);

        network.getLayer(0).paramTable().forEach((name, array) -> {
            INDArray expected = network.gradient().getGradientFor("0_" + name);
            for (int k = 0; k < POINTS; k++) {
                long[] at = at(random, array);
                assertClose(name, slope(network, array, at, x, y), expected.getDouble(at));
            }
        });
        for (int k = 0; k < 4 * POINTS; k++) {
            long[] at = at(random, x);
            assertClose("input", slope(network, x, at, x, y), back.getSecond().getDouble(at));
        }
        assertEquals(gradient.length(), network.numParams());
    }

    private static long[] at(Random random, INDArray array) {
        return Shape.ind2subC(array.shape(), random.nextInt((int) array.length()));
    }

    /** dL/d(input) as the layer hands it to whatever stands before it. */
    private static Pair<Gradient, INDArray> back(MultiLayerNetwork network, INDArray x, INDArray y) {
        network.getLayer(0).setInput(x, LayerWorkspaceMgr.noWorkspaces());
        INDArray logits = network.getLayer(0).activate(true, LayerWorkspaceMgr.noWorkspaces());
        Cnn3DLossLayer output = (Cnn3DLossLayer) network.getOutputLayer();
        output.setInput(logits, LayerWorkspaceMgr.noWorkspaces());
        output.setLabels(y);
        INDArray epsilon =
                output.backpropGradient(null, LayerWorkspaceMgr.noWorkspaces()).getSecond();
        return network.getLayer(0).backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
    }

    private static double slope(MultiLayerNetwork network, INDArray array, long[] at, INDArray x, INDArray y) {
        double value = array.getDouble(at);
        array.putScalar(at, value + STEP);
        INDArray above = losses(network, x, y);
        array.putScalar(at, value - STEP);
        INDArray below = losses(network, x, y);
        array.putScalar(at, value);
        return above.sub(below).sumNumber().doubleValue() / (2 * STEP);
    }

    /** The loss of each pixel: their differences, summed, have more digits than the difference of their sums. */
    private static INDArray losses(MultiLayerNetwork network, INDArray x, INDArray y) {
        INDArray logits = network.getLayer(0).activate(x, false, LayerWorkspaceMgr.noWorkspaces());
        Cnn3DLossLayer output = (Cnn3DLossLayer) network.getOutputLayer();
        return output.layerConf()
                .getLossFn()
                .computeScoreArray(
                        y.dup('c').reshape(y.length(), 1),
                        logits.dup('c').reshape(y.length(), 1),
                        output.layerConf().getActivationFn(),
                        null);
    }

    private static void assertClose(String name, double expected, double actual) {
        double error = Math.abs(expected - actual) / Math.max(1e-3, Math.abs(expected) + Math.abs(actual));
        assertTrue(error < 1e-6, () -> name + ": " + expected + " by differences, " + actual + " by backpropagation");
    }
}
