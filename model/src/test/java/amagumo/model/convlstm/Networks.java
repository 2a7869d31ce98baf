package amagumo.model.convlstm;

import amagumo.model.convlstm.ConvLstmNetworks.Training;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LogitLoss;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;

/** Small networks for tests. */
final class Networks {

    static final int ROWS = 5;
    static final int COLUMNS = 4;

    private Networks() {}

    /** Two layers with different kernels, 2 frames in and 3 out, one channel. */
    static EncoderForecasterConfig small() {
        return new EncoderForecasterConfig(
                2,
                3,
                1,
                1,
                1,
                List.of(new CellConfig(3, 3, 5), new CellConfig(2, 1, 3)),
                Peephole.CHANNEL,
                0,
                0,
                false);
    }

    static Training training(LogitLoss loss) {
        return new Training(loss, new RmsProp(1e-3), 0, GradientNormalization.None, 1, 7);
    }

    static Training training() {
        return training(new CrossEntropyLoss());
    }

    /** A network in double whose parameters are all away from 0, peepholes and biases too. */
    static MultiLayerNetwork random(EncoderForecasterConfig config, LogitLoss loss) {
        MultiLayerNetwork network = ConvLstmNetworks.create(config, training(loss), DataType.DOUBLE);
        Nd4j.getRandom().setSeed(3);
        network.setParams(Nd4j.randn(DataType.DOUBLE, 1, network.numParams()).muli(0.3));
        return network;
    }

    /** Frames in (0, 1). */
    static INDArray frames(EncoderForecasterConfig config, int samples, int frames, long seed) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.rand(DataType.DOUBLE, samples, config.inputChannels(), frames, ROWS, COLUMNS)
                .muli(0.9)
                .addi(0.05);
    }
}
