package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainingStepTest {

    private static final int SIDE = 16;
    private static final int PATCH = 4;
    private static final Workers WORKERS = Workers.of(2);

    /** Sample by sample, in memory that is used again, as DL4J has it from arrays of the whole batch. */
    @ParameterizedTest
    @CsvSource({
        "CROSS_ENTROPY, EULERIAN, false, 0",
        "WEIGHTED_CROSS_ENTROPY, EULERIAN, false, 1e-3",
        "BALANCED_ERROR, LAGRANGIAN, false, 0",
        "POISSON, LAGRANGIAN, true, 1e-3",
        "EXCEEDANCE, LAGRANGIAN, true, 1e-3"
    })
    void gradientAndLossAreThoseOfDl4j(Objective objective, ReferenceFrame frame, boolean firstGuess, double l2) {
        TrainingConfig config = config(objective, frame, firstGuess, Optimizer.ADAM, 0, l2);
        MultiLayerNetwork plain = Networks.create(config, 1, WORKERS);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            for (int k = 0; k < 3; k++) {
                List<Sample> batch = batch(3, 10 * k);
                Gradient gradient = step.gradient(batch);
                plain.setParams(step.network().params());
                double loss = fitted(plain, NaiveBatch.of(batch, config), false);
                assertEquals(loss, gradient.loss(), 2e-6 * loss);
                assertClose(plain.getFlattenedGradients().toFloatVector(), gradient.values(), 1e-6);
                step.apply(gradient);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"RMSPROP, 0, 0", "ADAM, 0, 0", "ADAM, 0.5, 1e-3"})
    void aGradientIsAppliedAsDl4jsFitDoesToTheBit(Optimizer optimizer, double clip, double l2) {
        TrainingConfig config = config(Objective.CROSS_ENTROPY, ReferenceFrame.EULERIAN, false, optimizer, clip, l2);
        MultiLayerNetwork fitted = Networks.create(config, 1, WORKERS);
        MultiLayerNetwork plain = Networks.create(config, 1, WORKERS);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            float[] first = step.weights();
            for (int k = 0; k < 4; k++) {
                NaiveBatch batch = NaiveBatch.of(batch(2, k), config);
                plain.setParams(step.network().params());
                double loss = fitted(plain, batch, false);
                step.apply(new Gradient(plain.getFlattenedGradients().toFloatVector(), 2, loss));
                fitted(fitted, batch, true);
                assertArrayEquals(fitted.params().toFloatVector(), step.weights());
                assertArrayEquals(fitted.getUpdater().getStateViewArray().toFloatVector(), step.updaterState());
            }
            assertFalse(Arrays.equals(first, step.weights()));
        }
    }

    /** DL4J's gradient of a batch, or a whole step; returns the loss of a lead and pixel. */
    private static double fitted(MultiLayerNetwork network, NaiveBatch batch, boolean learns) {
        INDArray inputs = batch.inputs().toArray();
        INDArray targets = batch.targets().toArray();
        INDArray mask = batch.mask().toArray();
        if (learns) {
            network.fit(inputs, targets, null, mask);
        } else {
            network.setInput(inputs);
            network.setLabels(targets);
            network.setLayerMaskArrays(null, mask);
            network.computeGradientAndScore();
            network.clearLayerMaskArrays();
        }
        return network.score() / (SIDE * SIDE * Nowcast.LEADS);
    }

    private static void assertClose(float[] expected, float[] actual, double tolerance) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow((double) actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        assertTrue(norm > 0);
        double relative = Math.sqrt(error / norm);
        assertTrue(relative < tolerance, "off by " + relative);
    }

    @Test
    void gradientsOfPartsAddUpToThatOfTheBatch() {
        TrainingConfig config = config(Objective.EXCEEDANCE, ReferenceFrame.LAGRANGIAN, true, Optimizer.ADAM, 0, 0);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            List<Sample> batch = batch(2, 0);
            Gradient whole = step.gradient(batch);
            Gradient a = step.gradient(batch.subList(0, 1));
            Gradient b = step.gradient(batch.subList(1, 2));
            assertEquals(whole.samples(), a.samples() + b.samples());
            assertEquals(whole.loss(), (a.loss() + b.loss()) / 2, 1e-12 * whole.loss());
            float[] sum = a.values().clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += b.values()[i];
            }
            assertClose(whole.values(), sum, 1e-6);
        }
    }

    @Test
    void aGradientIsAppliedWhereItWasNotMade() throws IOException, ClassNotFoundException {
        TrainingConfig config =
                config(Objective.CROSS_ENTROPY, ReferenceFrame.EULERIAN, false, Optimizer.ADAM, 0.5, 1e-3);
        try (TrainingStep here = new TrainingStep(config, 1, WORKERS);
                TrainingStep there = new TrainingStep(config, 1, WORKERS)) {
            for (int k = 0; k < 2; k++) {
                Gradient gradient = here.gradient(batch(2, k));
                here.apply(gradient);
                there.apply(sent(gradient));
                assertArrayEquals(here.weights(), there.weights());
            }
        }
    }

    @Test
    void aGradientOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Gradient(new float[1], 0, 0));
    }

    private static Gradient sent(Gradient gradient) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(gradient);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Gradient) in.readObject();
        }
    }

    /** The same showers again and again: what is to be learnt of them is learnt, rates and probabilities. */
    @Test
    void probabilitiesOfABatchAreLearnt() {
        TrainingConfig config = new TrainingConfig(
                3,
                TrainingConfig.network(Objective.EXCEEDANCE, PATCH, List.of(new CellConfig(8, 3, 3)))
                        .withFirstGuess(),
                PATCH,
                1,
                ReferenceFrame.EULERIAN,
                PixelMap.DEFAULT,
                SIDE,
                1,
                Objective.EXCEEDANCE,
                Optimizer.ADAM,
                new WarmupCosine(1e-2, 2, 0, 0),
                0,
                0,
                4,
                4,
                2,
                0);
        float[][][] window = new float[NowcastInput.FRAMES + Nowcast.LEADS][][];
        for (int t = 0; t < window.length; t++) {
            window[t] = noise(new Random(t / NowcastInput.FRAMES));
            for (float[] row : window[t]) {
                for (int c = 0; c < SIDE; c++) {
                    row[c] = 12 * row[c] * row[c] * row[c];
                }
            }
        }
        List<Sample> batch = List.of(new Sample(window, 5, 1, new Augmentation(new Symmetry(0), 1)));
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            double first = step.gradient(batch).loss();
            for (int i = 0; i < 40; i++) {
                step.apply(step.gradient(batch));
            }
            double last = step.gradient(batch).loss();
            assertTrue(last < 0.8 * first, first + " to " + last);
        }
    }

    /** Samples of showers that move, a few of whose cells are missing, each laid in its own way. */
    private static List<Sample> batch(int samples, int seed) {
        List<Sample> batch = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            Random random = new Random(1000L * sample + seed);
            float[][][] window = new float[NowcastInput.FRAMES + Nowcast.LEADS][SIDE][SIDE];
            float[][] sky = noise(random);
            for (int t = 0; t < window.length; t++) {
                for (int r = 0; r < SIDE; r++) {
                    for (int c = 0; c < SIDE; c++) {
                        float rain = sky[r][Math.floorMod(c - t, SIDE)];
                        boolean missing = random.nextInt(20) == 0;
                        window[t][r][c] = missing ? Float.NaN : Math.max(0, 30 * rain * rain * rain * rain - 2);
                    }
                }
            }
            Symmetry symmetry = new Symmetry(random.nextInt(Symmetry.COUNT));
            batch.add(new Sample(window, 10, 2, new Augmentation(symmetry, 0.8f + random.nextFloat())));
        }
        return batch;
    }

    private static float[][] noise(Random random) {
        float[][] field = new float[SIDE][SIDE];
        for (float[] row : field) {
            for (int c = 0; c < SIDE; c++) {
                row[c] = random.nextFloat();
            }
        }
        return field;
    }

    private static TrainingConfig config(
            Objective objective,
            ReferenceFrame frame,
            boolean firstGuess,
            Optimizer optimizer,
            double clip,
            double l2) {
        EncoderForecasterConfig network =
                TrainingConfig.network(objective, PATCH, Collections.nCopies(2, new CellConfig(8, 3, 3)));
        return new TrainingConfig(
                3,
                firstGuess ? network.withFirstGuess() : network,
                PATCH,
                1,
                frame,
                PixelMap.DEFAULT,
                SIDE,
                2,
                objective,
                optimizer,
                new WarmupCosine(1e-2, 2, 0, 0),
                clip,
                l2,
                4,
                4,
                2,
                0);
    }
}
