package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class TiledNetworkTest {

    private static final int PATCH = 2;
    private static final EncoderForecasterConfig CONFIG =
            EncoderForecasterConfig.of(PATCH * PATCH, List.of(new CellConfig(3, 3, 3), new CellConfig(4, 3, 3)));
    private static final float PACKED = 1f / 65_535;

    @Test
    void theHaloIsTheReachOfTwentySteps() {
        assertEquals(19 + 2, TiledNetwork.halo(CONFIG));
        assertEquals(
                19 * 2 + 1 + 3,
                TiledNetwork.halo(
                        EncoderForecasterConfig.of(4, List.of(new CellConfig(3, 3, 5), new CellConfig(4, 7, 3)))));
    }

    @Test
    void tilesGiveWhatTheWholeGives() {
        MultiLayerNetwork network = network();
        PackedPixels frames = frames(345, 23);

        PackedPixels whole = run(new TiledNetwork(network, CONFIG, PATCH, Integer.MAX_VALUE), frames);
        PackedPixels tiled = run(new TiledNetwork(network, CONFIG, PATCH, 75 * 12), frames);

        assertEquals(345, tiled.rows());
        assertEquals(23, tiled.columns());
        double variation = 0;
        for (int lead = 0; lead < CONFIG.leads(); lead++) {
            float[][] expected = Unpacked.frame(whole, lead);
            float[][] actual = Unpacked.frame(tiled, lead);
            for (int r = 0; r < 345; r++) {
                assertArrayEquals(expected[r], actual[r], 1.01f * PACKED);
            }
            variation = Math.max(variation, Math.abs(expected[3][4] - expected[300][7]));
        }
        assertTrue(variation > 100 * PACKED, "a network that tells nothing apart proves nothing");
    }

    @Test
    void nothingBeyondTheHaloIsFelt() {
        MultiLayerNetwork network = network();
        TiledNetwork whole = new TiledNetwork(network, CONFIG, PATCH, Integer.MAX_VALUE);
        PackedPixels frames = frames(120, 6);
        PackedPixels before = run(whole, frames);
        int far = (TiledNetwork.halo(CONFIG) + 1) * PATCH;
        frames.set(0, far, new float[] {1, 1, 1, 1, 1, 1});
        frames.set(0, far + 1, new float[] {1, 1, 1, 1, 1, 1});
        PackedPixels after = run(whole, frames);

        for (int lead = 0; lead < CONFIG.leads(); lead++) {
            assertArrayEquals(Unpacked.frame(before, lead)[0], Unpacked.frame(after, lead)[0]);
        }
    }

    private static PackedPixels run(TiledNetwork network, PackedPixels frames) {
        return Unpacked.run(network, frames, CONFIG.leads());
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                CONFIG,
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(LabelWeights.none()), new Sgd(0.1), 0, GradientNormalization.None, 1, 5));
        // Strong weights, so that what is far away is felt.
        network.setParams(Nd4j.randn('c', 1, network.numParams()).muli(0.4));
        return network;
    }

    private static PackedPixels frames(int rows, int columns) {
        Random random = new Random(3);
        PackedPixels frames = new PackedPixels(CONFIG.inputFrames(), rows, columns);
        for (int t = 0; t < frames.count(); t++) {
            float[][] pixels = new float[rows][columns];
            for (float[] row : pixels) {
                for (int c = 0; c < columns; c++) {
                    row[c] = random.nextFloat();
                }
            }
            frames.set(t, pixels);
        }
        return frames;
    }
}
