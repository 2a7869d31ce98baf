package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.model.loss.CrossEntropyLoss;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D.DataFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.RmsProp;

/** In ND4J's workspaces, which this project's own networks do without, as in any network that does not say otherwise. */
class WorkspacesTest {

    private static final int BATCHES = 3;

    static List<EncoderForecasterConfig> shapes() {
        EncoderForecasterConfig small = Networks.small();
        return List.of(small, small.withCellPeepholes(Networks.ROWS, Networks.COLUMNS), small.withFirstGuess());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aNetworkLearnsAndForecastsTheSameInWorkspaces(EncoderForecasterConfig config) {
        MultiLayerNetwork without = network(config, WorkspaceMode.NONE);
        MultiLayerNetwork within = network(config, WorkspaceMode.ENABLED);
        for (int batch = 0; batch < BATCHES; batch++) {
            INDArray x = frames(config, config.framesGiven(), 2L * batch);
            INDArray y = frames(config, config.leads(), 2L * batch + 1);
            without.fit(x, y);
            within.fit(x, y);
            assertEquals(without.output(x), within.output(x));
        }
        assertEquals(without.params(), within.params());
        assertEquals(without.score(), within.score());
    }

    /** With a convolution before it, so that the gradient of the layer's input is used. */
    private static MultiLayerNetwork network(EncoderForecasterConfig config, WorkspaceMode mode) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.FLOAT)
                .updater(new RmsProp(1e-2))
                .trainingWorkspaceMode(mode)
                .inferenceWorkspaceMode(mode)
                .list()
                .layer(new Convolution3D.Builder(1, 1, 1)
                        .dataFormat(DataFormat.NCDHW)
                        .nIn(config.inputChannels())
                        .nOut(config.inputChannels())
                        .activation(Activation.SIGMOID)
                        .build())
                .layer(new ConvLstmEncoderForecaster(config))
                .layer(new Cnn3DLossLayer.Builder(DataFormat.NCDHW)
                        .lossFunction(new CrossEntropyLoss())
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static INDArray frames(EncoderForecasterConfig config, int frames, long seed) {
        return Networks.frames(config, 3, frames, seed).castTo(DataType.FLOAT);
    }
}
