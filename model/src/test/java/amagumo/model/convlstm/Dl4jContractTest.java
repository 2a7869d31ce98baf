package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.ConvLstmNetworks.Training;
import amagumo.model.loss.BalancedErrorLoss;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CollectScoresIterationListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** What DL4J expects of a layer: serialisation, copies, updaters, regularisation, listeners. */
class Dl4jContractTest {

    private final EncoderForecasterConfig config = Networks.small();
    private final INDArray x = Networks.frames(config, 3, 2, 1).castTo(DataType.FLOAT);
    private final INDArray y = Networks.frames(config, 3, 3, 2).castTo(DataType.FLOAT);

    static List<EncoderForecasterConfig> shapes() {
        EncoderForecasterConfig small = Networks.small();
        return List.of(small, small.withCellPeepholes(Networks.ROWS, Networks.COLUMNS), small.withFirstGuess());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theConfigurationSurvivesJson(EncoderForecasterConfig shape) {
        LabelWeights weights = new LabelWeights(new double[] {0.2, 0.5}, new double[] {2, 10});
        MultiLayerConfiguration written = ConvLstmNetworks.create(
                        shape, Networks.training(new BalancedErrorLoss(weights)))
                .getLayerWiseConfigurations();
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
        assertEquals(written, read);
        assertEquals(written.toJson(), read.toJson());
        assertEquals(shape, ((ConvLstmEncoderForecaster) read.getConf(0).getLayer()).config());
    }

    @Test
    void aSavedNetworkAndACopyForecastAndLearnExactlyAsTheOriginal() throws IOException {
        MultiLayerNetwork network = ConvLstmNetworks.create(config, Networks.training());
        network.fit(x, y);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork copy = network.clone();
        MultiLayerNetwork loaded =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        INDArray expected = network.output(x);
        assertEquals(expected, copy.output(x));
        assertEquals(expected, loaded.output(x));
        network.fit(x, y);
        loaded.fit(x, y);
        assertEquals(network.params(), loaded.params());
    }

    @Test
    void theSameSeedGivesTheSameNetworkAfterTraining() {
        MultiLayerNetwork first = ConvLstmNetworks.create(config, Networks.training());
        MultiLayerNetwork second = ConvLstmNetworks.create(config, Networks.training());
        for (int k = 0; k < 3; k++) {
            first.fit(x, y);
            second.fit(x, y);
        }
        assertEquals(first.params(), second.params());
        Training other = new Training(new CrossEntropyLoss(), new RmsProp(1e-3), 0, GradientNormalization.None, 1, 8);
        assertNotEquals(first.params(), ConvLstmNetworks.create(config, other).params());
    }

    @Test
    void everyUpdaterLowersTheLoss() {
        for (IUpdater updater : List.of(
                new RmsProp(1e-2), new Adam(1e-2), new Sgd(1e-2), new Nesterovs(1e-3, 0.9), new AdaGrad(1e-2))) {
            MultiLayerNetwork network = ConvLstmNetworks.create(
                    config, new Training(new CrossEntropyLoss(), updater, 0, GradientNormalization.None, 1, 7));
            CollectScoresIterationListener scores = new CollectScoresIterationListener();
            network.setListeners(scores);
            for (int k = 0; k < 8; k++) {
                network.fit(x, y);
            }
            double before = scores.getScoreVsIter().getEffectiveScores()[0];
            assertTrue(network.score() < before, () -> updater + ": from " + before + " to " + network.score());
        }
    }

    @Test
    void clippingBoundsTheStep() {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config,
                new Training(new CrossEntropyLoss(), new Sgd(1), 0, GradientNormalization.ClipL2PerLayer, 0.01, 7));
        INDArray before = network.params().dup();
        network.fit(x, y);
        double step = network.params().sub(before).norm2Number().doubleValue();
        assertEquals(0.01, step, 1e-5);
    }

    @Test
    void theL2PenaltyPullsOnKernelsAndPeepholesAndNotOnBiases() {
        double l2 = 0.1;
        INDArray plain = stepWith(0);
        INDArray penalised = stepWith(l2);
        MultiLayerNetwork network = ConvLstmNetworks.create(config, Networks.training());
        network.setParams(network.params().addi(0.1));
        Set<String> weights = Set.copyOf(network.getLayer(0)
                .conf()
                .getLayer()
                .initializer()
                .weightKeys(network.getLayer(0).conf().getLayer()));
        INDArray expected = network.params().ulike().assign(0);
        EncoderForecasterParams.views(
                        (ConvLstmEncoderForecaster) network.getLayer(0).conf().getLayer(), expected)
                .forEach((name, view) -> {
                    if (weights.contains(name)) {
                        view.assign(network.getLayer(0).getParam(name)).muli(-l2);
                    }
                });
        assertEquals(0, penalised.sub(plain).sub(expected).norm2Number().doubleValue(), 1e-5);
        assertTrue(expected.norm2Number().doubleValue() > 0.01);
    }

    /** The change of the parameters in one step of plain descent from peepholes and biases off 0. */
    private INDArray stepWith(double l2) {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config, new Training(new CrossEntropyLoss(), new Sgd(1), l2, GradientNormalization.None, 1, 7));
        network.setParams(network.params().addi(0.1));
        INDArray before = network.params().dup();
        network.fit(x, y);
        return network.params().sub(before);
    }

    @Test
    void aNetworkWithSharedPeepholesRunsOnAnyGrid() {
        MultiLayerNetwork network = ConvLstmNetworks.create(config, Networks.training());
        INDArray wide = network.output(x.repeat(4, 3));
        assertEquals(3 * Networks.COLUMNS, wide.size(4));
        assertEquals(Networks.COLUMNS, network.output(x).size(4));
    }

    @Test
    void framesOfAnotherShapeAreRefused() {
        MultiLayerNetwork network = ConvLstmNetworks.create(config.withCellPeepholes(9, 9), Networks.training());
        assertThrows(IllegalArgumentException.class, () -> network.output(x));
    }
}
