package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.ConvLstmNetworks.Training;
import amagumo.model.loss.CrossEntropyLoss;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** Moving-MNIST in small: squares and crosses that go straight on and bounce off the walls. */
class MovingShapesTest {

    private static final int SIDE = 16;
    private static final int SHAPE = 3;
    private static final int FRAMES = 5;
    private static final int LEADS = 5;
    private static final int BATCH = 8;
    private static final int STEPS = 280;

    @Test
    void onUnseenSequencesTheNetworkHalvesTheErrorOfPersistence() {
        EncoderForecasterConfig config = new EncoderForecasterConfig(
                FRAMES, LEADS, 1, 1, 1, List.of(new CellConfig(16, 3, 3)), Peephole.CHANNEL, 0, 0, false);
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config,
                new Training(new CrossEntropyLoss(), new Adam(1e-2), 0, GradientNormalization.ClipL2PerLayer, 20, 1));
        Random random = new Random(1);
        for (int step = 0; step < STEPS; step++) {
            INDArray sequences = sequences(BATCH, random);
            network.fit(frames(sequences, 0, FRAMES), frames(sequences, FRAMES, FRAMES + LEADS));
        }
        INDArray unseen = sequences(64, new Random(2));
        INDArray truth = frames(unseen, FRAMES, FRAMES + LEADS);
        INDArray forecast = network.output(frames(unseen, 0, FRAMES));
        INDArray last = frames(unseen, FRAMES - 1, FRAMES).repeat(2, LEADS);
        double error = meanSquare(forecast.sub(truth));
        double persistence = meanSquare(last.sub(truth));
        assertTrue(error <= persistence / 2, () -> "MSE " + error + ", persistence " + persistence);
    }

    private static INDArray frames(INDArray sequences, int from, int to) {
        return sequences
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(from, to),
                        NDArrayIndex.all(),
                        NDArrayIndex.all())
                .dup('c');
    }

    private static double meanSquare(INDArray error) {
        return error.mul(error).meanNumber().doubleValue();
    }

    private static INDArray sequences(int count, Random random) {
        float[] pixels = new float[count * (FRAMES + LEADS) * SIDE * SIDE];
        for (int n = 0; n < count; n++) {
            for (int shape = 0; shape < 2; shape++) {
                draw(pixels, n * (FRAMES + LEADS) * SIDE * SIDE, random);
            }
        }
        return Nd4j.createFromArray(pixels).reshape(new long[] {count, 1, FRAMES + LEADS, SIDE, SIDE});
    }

    private static void draw(float[] pixels, int sequence, Random random) {
        boolean cross = random.nextBoolean();
        int[] at = {random.nextInt(SIDE - SHAPE + 1), random.nextInt(SIDE - SHAPE + 1)};
        int[] velocity = {random.nextBoolean() ? 1 : -1, random.nextBoolean() ? 1 : -1};
        for (int t = 0; t < FRAMES + LEADS; t++) {
            for (int y = 0; y < SHAPE; y++) {
                for (int x = 0; x < SHAPE; x++) {
                    if (!cross || y == 1 || x == 1) {
                        pixels[sequence + (t * SIDE + at[0] + y) * SIDE + at[1] + x] = 1;
                    }
                }
            }
            for (int axis = 0; axis < 2; axis++) {
                if (at[axis] + velocity[axis] < 0 || at[axis] + velocity[axis] > SIDE - SHAPE) {
                    velocity[axis] = -velocity[axis];
                }
                at[axis] += velocity[axis];
            }
        }
    }
}
