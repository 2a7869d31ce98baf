package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LogitLoss;
import amagumo.model.loss.MeanAndExceedanceLoss;
import amagumo.model.loss.PoissonLoss;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

class FirstGuessTest {

    private static final int FRAMES = 2;
    private static final int LEADS = 3;
    private static final EncoderForecasterConfig CONFIG = new EncoderForecasterConfig(
            FRAMES,
            LEADS,
            2,
            2,
            1,
            List.of(new CellConfig(3, 3, 3), new CellConfig(2, 3, 3)),
            Peephole.CHANNEL,
            0,
            0,
            true);

    @Test
    void untrainedNetworkForecastsItsFirstGuess() {
        INDArray input = pixels(7, FRAMES + LEADS);
        INDArray guess =
                input.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(FRAMES, FRAMES + LEADS));
        assertArrayEquals(
                guess.dup('c').data().asDouble(),
                network().output(input).dup('c').data().asDouble(),
                1e-12);
    }

    @Test
    void gradientsOfParametersAndInputAreTheSlopesOfTheLoss() {
        assertGradients(network(), pixels(11, FRAMES + LEADS), pixels(13, LEADS), 23);
    }

    @Test
    void gradientsOfAllFieldsAreTheSlopesOfTheirLoss() {
        MultiLayerNetwork network =
                network(CONFIG.withFields(3, 1), new MeanAndExceedanceLoss(new PoissonLoss(Math.log(0.1), 3, 60), 2));
        Nd4j.getRandom().setSeed(17);
        INDArray input = Nd4j.rand(DataType.DOUBLE, 2, 3, FRAMES + 3L * LEADS, 4, 5)
                .muli(0.9)
                .addi(0.05);
        assertGradients(network, input, Nd4j.rand(DataType.DOUBLE, 2, 6, LEADS, 4, 5), 97);
    }

    private static void assertGradients(MultiLayerNetwork network, INDArray input, INDArray labels, int stride) {
        Nd4j.getRandom().setSeed(3);
        network.params()
                .addi(Nd4j.randn(DataType.DOUBLE, network.params().shape()).muli(0.2));
        network.setInput(input);
        network.setLabels(labels);
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().gradient().dup('c');
        INDArray parameters = network.params();
        for (int i = 0; i < parameters.length(); i += stride) {
            double at = parameters.getDouble(i);
            double step = 1e-6;
            parameters.putScalar(i, at + step);
            double above = score(network, input, labels);
            parameters.putScalar(i, at - step);
            double below = score(network, input, labels);
            parameters.putScalar(i, at);
            // DL4J divides gradients by the batch in the updater, scores at once.
            assertSlope((above - below) / (2 * step), gradient.getDouble(i) / 2, "parameter " + i);
        }
        INDArray epsilon = inputGradient(network, input, labels);
        for (int i = 0; i < input.length(); i += stride + 6) {
            double at = input.getDouble(i);
            double step = 1e-6;
            input.putScalar(i, at + step);
            double above = score(network, input, labels);
            input.putScalar(i, at - step);
            double below = score(network, input, labels);
            input.putScalar(i, at);
            assertSlope((above - below) / (2 * step), epsilon.getDouble(i) / 2, "input " + i);
        }
    }

    private static void assertSlope(double expected, double actual, String where) {
        assertEquals(expected, actual, 1e-6 * Math.max(1, Math.abs(expected)), where);
    }

    /** Three fields of two channels a lead, in frames of three: what the network is told beside is no part of a guess. */
    @Test
    void untrainedNetworkForecastsTheGuessOfEachField() {
        EncoderForecasterConfig config = CONFIG.withFields(3, 1);
        INDArray input = Nd4j.rand(DataType.DOUBLE, 2, 3, FRAMES + 3L * LEADS, 4, 5)
                .muli(0.9)
                .addi(0.05);
        INDArray output = network(config).output(input);
        for (int lead = 0; lead < LEADS; lead++) {
            for (int field = 0; field < 3; field++) {
                INDArray guess = input.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(0, 2),
                        NDArrayIndex.point(config.guessFrame(lead, field)));
                INDArray forecast = output.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(2L * field, 2L * field + 2),
                        NDArrayIndex.point(lead));
                assertArrayEquals(
                        guess.dup('c').data().asDouble(),
                        forecast.dup('c').data().asDouble(),
                        1e-12);
            }
        }
    }

    @Test
    void aGuessThatDoesNotFitIntoItsFrameIsRefused() {
        List<CellConfig> cells = List.of(new CellConfig(3, 3, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new EncoderForecasterConfig(5, 15, 1, 2, 1, cells, Peephole.CHANNEL, 0, 0, true));
    }

    private static INDArray inputGradient(MultiLayerNetwork network, INDArray input, INDArray labels) {
        network.setInput(input);
        network.setLabels(labels);
        Pair<?, INDArray> pair = network.calculateGradients(input, labels, null, null);
        return pair.getSecond().dup('c');
    }

    private static double score(MultiLayerNetwork network, INDArray input, INDArray labels) {
        network.setInput(input);
        network.setLabels(labels);
        network.computeGradientAndScore();
        return network.score();
    }

    private static INDArray pixels(long seed, int frames) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.rand(DataType.DOUBLE, 2, 2, frames, 4, 5).muli(0.9).addi(0.05);
    }

    private static MultiLayerNetwork network() {
        return network(CONFIG);
    }

    private static MultiLayerNetwork network(EncoderForecasterConfig config) {
        return network(config, new CrossEntropyLoss());
    }

    private static MultiLayerNetwork network(EncoderForecasterConfig config, LogitLoss loss) {
        return ConvLstmNetworks.create(
                config,
                new ConvLstmNetworks.Training(loss, new NoOp(), 0, GradientNormalization.None, 1, 5),
                DataType.DOUBLE);
    }
}
