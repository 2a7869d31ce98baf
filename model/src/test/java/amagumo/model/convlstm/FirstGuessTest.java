package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.model.loss.CrossEntropyLoss;
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
        MultiLayerNetwork network = network();
        Nd4j.getRandom().setSeed(3);
        network.params()
                .addi(Nd4j.randn(DataType.DOUBLE, network.params().shape()).muli(0.2));
        INDArray input = pixels(11, FRAMES + LEADS);
        INDArray labels = pixels(13, LEADS);
        network.setInput(input);
        network.setLabels(labels);
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().gradient().dup('c');
        INDArray parameters = network.params();
        for (int i = 0; i < parameters.length(); i += 23) {
            double at = parameters.getDouble(i);
            double step = 1e-6;
            parameters.putScalar(i, at + step);
            double above = score(network, input, labels);
            parameters.putScalar(i, at - step);
            double below = score(network, input, labels);
            parameters.putScalar(i, at);
            // DL4J divides gradients by the batch in the updater, scores at once.
            assertEquals((above - below) / (2 * step), gradient.getDouble(i) / 2, 1e-6, "parameter " + i);
        }
        INDArray epsilon = inputGradient(network, input, labels);
        for (int i = 0; i < input.length(); i += 29) {
            double at = input.getDouble(i);
            double step = 1e-6;
            input.putScalar(i, at + step);
            double above = score(network, input, labels);
            input.putScalar(i, at - step);
            double below = score(network, input, labels);
            input.putScalar(i, at);
            assertEquals((above - below) / (2 * step), epsilon.getDouble(i) / 2, 1e-6, "input " + i);
        }
    }

    @Test
    void guessOfOtherChannelsIsRefused() {
        List<CellConfig> cells = List.of(new CellConfig(3, 3, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new EncoderForecasterConfig(5, 15, 2, 1, cells, Peephole.CHANNEL, 0, 0, true));
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
        return ConvLstmNetworks.create(
                CONFIG,
                new ConvLstmNetworks.Training(new CrossEntropyLoss(), new NoOp(), 0, GradientNormalization.None, 1, 5),
                DataType.DOUBLE);
    }
}
