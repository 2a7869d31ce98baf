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
import amagumo.model.pixel.PatchTensor;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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

    @ParameterizedTest
    @CsvSource({"RMSPROP, 0, 0", "ADAM, 0, 0", "ADAM, 0.5, 1e-3"})
    void gradientAndApplyAreDl4jsFitToTheBit(Optimizer optimizer, double clip, double l2) {
        TrainingConfig config = config(optimizer, clip, l2);
        MultiLayerNetwork fitted = Networks.create(config, 1, WORKERS);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            float[] first = step.weights();
            for (int k = 0; k < 4; k++) {
                Batch batch = batch(2, k);
                try (INDArray inputs = batch.inputs().toArray();
                        INDArray targets = batch.targets().toArray();
                        INDArray mask = batch.mask().toArray()) {
                    fitted.fit(inputs, targets, null, mask);
                }
                Gradient gradient = step.gradient(batch);
                step.apply(gradient);
                assertEquals(fitted.score() / (SIDE * SIDE * Nowcast.LEADS), gradient.loss());
                assertArrayEquals(fitted.params().toFloatVector(), step.weights());
                assertArrayEquals(fitted.getUpdater().getStateViewArray().toFloatVector(), step.updaterState());
            }
            assertFalse(Arrays.equals(first, step.weights()));
        }
    }

    @Test
    void gradientsOfPartsAddUpToThatOfTheBatch() {
        TrainingConfig config = config(Optimizer.ADAM, 0, 0);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            Gradient whole = step.gradient(batch(2, 0, 1));
            Gradient a = step.gradient(batch(1, 0));
            Gradient b = step.gradient(batch(1, 1));
            assertEquals(whole.samples(), a.samples() + b.samples());
            assertEquals(whole.loss(), (a.loss() + b.loss()) / 2, 1e-5 * whole.loss());
            double error = 0;
            double norm = 0;
            for (int i = 0; i < whole.values().length; i++) {
                double sum = (double) a.values()[i] + b.values()[i];
                error += Math.pow(sum - whole.values()[i], 2);
                norm += Math.pow(whole.values()[i], 2);
            }
            assertTrue(norm > 0);
            assertTrue(error < 1e-12 * norm, error + " of " + norm);
        }
    }

    @Test
    void aGradientIsAppliedWhereItWasNotMade() throws IOException, ClassNotFoundException {
        TrainingConfig config = config(Optimizer.ADAM, 0.5, 1e-3);
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
        Batch batch = Batch.of(config);
        batch.set(0, window, 5, 1, new Augmentation(new Symmetry(0), 1), config);
        try (TrainingStep step = new TrainingStep(config, 1, WORKERS)) {
            double first = step.gradient(batch).loss();
            for (int i = 0; i < 40; i++) {
                step.apply(step.gradient(batch));
            }
            double last = step.gradient(batch).loss();
            assertTrue(last < 0.8 * first, first + " to " + last);
        }
    }

    /** Samples of noise, a quarter of whose targets are missing: each of a seed, else of that after the one before. */
    private static Batch batch(int samples, int... seeds) {
        int frames = 5;
        PatchTensor inputs = new PatchTensor(samples, PATCH * PATCH, frames, SIDE, SIDE, PATCH);
        PatchTensor targets = new PatchTensor(samples, PATCH * PATCH, Nowcast.LEADS, SIDE, SIDE, PATCH);
        PatchTensor mask = new PatchTensor(samples, PATCH * PATCH, Nowcast.LEADS, SIDE, SIDE, PATCH);
        for (int sample = 0; sample < samples; sample++) {
            Random random = new Random(sample < seeds.length ? seeds[sample] : 1000 * sample + seeds[0]);
            for (int t = 0; t < frames; t++) {
                inputs.set(sample, t, 0, noise(random));
            }
            for (int lead = 0; lead < Nowcast.LEADS; lead++) {
                targets.set(sample, lead, 0, noise(random));
                float[][] seen = noise(random);
                for (float[] row : seen) {
                    for (int c = 0; c < SIDE; c++) {
                        row[c] = row[c] < 0.25f ? 0 : 1;
                    }
                }
                mask.set(sample, lead, 0, seen);
            }
        }
        return new Batch(inputs, targets, mask);
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

    private static TrainingConfig config(Optimizer optimizer, double clip, double l2) {
        List<CellConfig> cells = Collections.nCopies(2, new CellConfig(8, 3, 3));
        return new TrainingConfig(
                3,
                EncoderForecasterConfig.of(PATCH * PATCH, cells),
                PATCH,
                1,
                ReferenceFrame.EULERIAN,
                PixelMap.DEFAULT,
                SIDE,
                2,
                Objective.CROSS_ENTROPY,
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
