package amagumo.model.convlstm;

import amagumo.model.loss.LogitLoss;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D.DataFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;

/** Makes networks of one {@link ConvLstmEncoderForecaster} and an output layer. */
public final class ConvLstmNetworks {

    /**
     * How a network is trained.
     *
     * @param loss the loss, computed from logits
     * @param updater RMSProp in the paper
     * @param l2 L2 penalty on kernels and peepholes, 0 for none
     * @param gradientNormalization how gradients are normalized, such as clipping by norm, or none
     * @param gradientThreshold threshold of the clipping, positive
     * @param seed seed of the initial weights
     */
    public record Training(
            LogitLoss loss,
            IUpdater updater,
            double l2,
            GradientNormalization gradientNormalization,
            double gradientThreshold,
            long seed) {}

    private ConvLstmNetworks() {}

    /**
     * A network with new weights, in float: input {@code [sample, inputChannels, inputFrames, rows, columns]}, labels,
     * mask and output {@code [sample, outputChannels, leads, rows, columns]} in [0, 1].
     */
    public static MultiLayerNetwork create(EncoderForecasterConfig config, Training training) {
        return create(config, training, DataType.FLOAT);
    }

    /** As {@link #create(EncoderForecasterConfig, Training)}, in another precision: double for gradient checks. */
    public static MultiLayerNetwork create(EncoderForecasterConfig config, Training training, DataType type) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(training.seed())
                .dataType(type)
                .updater(training.updater())
                .weightInit(WeightInit.XAVIER)
                .l2(training.l2())
                .gradientNormalization(training.gradientNormalization())
                .gradientNormalizationThreshold(training.gradientThreshold())
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list()
                .layer(new ConvLstmEncoderForecaster(config))
                .layer(new Cnn3DLossLayer.Builder(DataFormat.NCDHW)
                        .lossFunction(training.loss())
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
        network.init();
        return network;
    }
}
