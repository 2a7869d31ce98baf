package amagumo.model.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LogitLossTest {

    private static final IActivation SIGMOID = new ActivationSigmoid();
    private static final LabelWeights WEIGHTS = new LabelWeights(new double[] {0.3, 0.6}, new double[] {2, 30});

    @ParameterizedTest
    @ValueSource(floats = {-30, -12, -1, 0, 1, 12, 30})
    void neitherCrossEntropyNorItsGradientIsClipped(float logit) {
        CrossEntropyLoss loss = new CrossEntropyLoss();
        for (float label : new float[] {0, 0.25f, 1}) {
            INDArray labels = Nd4j.createFromArray(new float[][] {{label}});
            INDArray logits = Nd4j.createFromArray(new float[][] {{logit}});
            double p = 1 / (1 + Math.exp(-logit));
            double expected = Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - logit * label;
            assertEquals(expected, loss.computeScore(labels, logits, SIGMOID, null, false), 1e-6 * expected + 2e-7);
            double slope = loss.computeGradient(labels, logits, SIGMOID, null).getDouble(0);
            assertEquals(p - label, slope, 1e-6 * Math.abs(p - label) + 1e-7 * label);
        }
    }

    @Test
    void aConfidentlyDryCellCanStillLearnRain() {
        INDArray rain = Nd4j.createFromArray(new float[][] {{1}});
        INDArray dry = Nd4j.createFromArray(new float[][] {{-30}});
        assertEquals(
                -1,
                new CrossEntropyLoss().computeGradient(rain, dry, SIGMOID, null).getDouble(0),
                1e-6);
    }

    @Test
    void whatTheMaskHidesMayBeAnythingAndCountsNothing() {
        INDArray labels = Nd4j.createFromArray(new float[][] {{0.5f, Float.NaN}, {Float.POSITIVE_INFINITY, 0.1f}});
        INDArray clean = Nd4j.createFromArray(new float[][] {{0.5f, 0}, {0, 0.1f}});
        INDArray logits = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
        for (LogitLoss loss : List.of(new CrossEntropyLoss(WEIGHTS), new BalancedErrorLoss(WEIGHTS))) {
            INDArray unmasked = loss.computeGradient(clean, logits, SIGMOID, null);
            assertEquals(unmasked.mul(mask), loss.computeGradient(labels, logits, SIGMOID, mask));
            double expected = loss.computeScoreArray(
                                    clean.getRow(0, true), logits.getRow(0, true), SIGMOID, mask.getRow(0, true))
                            .getDouble(0)
                    + loss.computeScoreArray(
                                    clean.getRow(1, true), logits.getRow(1, true), SIGMOID, mask.getRow(1, true))
                            .getDouble(0);
            assertEquals(expected, loss.computeScore(labels, logits, SIGMOID, mask, false), 1e-5);
        }
    }

    @Test
    void anUnmaskedNanLabelIsNotHidden() {
        INDArray labels = Nd4j.createFromArray(new float[][] {{Float.NaN}});
        INDArray logits = Nd4j.createFromArray(new float[][] {{1}});
        assertTrue(Double.isNaN(new CrossEntropyLoss().computeScore(labels, logits, SIGMOID, null, false)));
    }

    @Test
    void aPixelWeighsByTheThresholdsItsLabelHasReached() {
        double[] labels = {0, 0.29, 0.3, 0.59, 0.6, 1};
        assertArrayEquals(
                new double[] {1, 1, 2, 2, 30, 30},
                Arrays.stream(labels).map(WEIGHTS::of).toArray());
    }

    @Test
    void gradientsAreTheSlopesOfTheLosses() {
        Nd4j.getRandom().setSeed(1);
        INDArray labels = Nd4j.rand(DataType.DOUBLE, 4, 5);
        INDArray logits = Nd4j.randn(DataType.DOUBLE, 4, 5);
        for (LogitLoss loss : List.of(new CrossEntropyLoss(WEIGHTS), new BalancedErrorLoss(WEIGHTS))) {
            INDArray gradient = loss.computeGradient(labels, logits, SIGMOID, null);
            for (int k = 0; k < logits.length(); k++) {
                double at = logits.getDouble(k);
                logits.putScalar(k, at + 1e-5);
                double above = loss.computeScore(labels, logits, SIGMOID, null, false);
                logits.putScalar(k, at - 1e-5);
                double below = loss.computeScore(labels, logits, SIGMOID, null, false);
                logits.putScalar(k, at);
                assertEquals((above - below) / 2e-5, gradient.getDouble(k), 1e-6);
            }
        }
    }

    @Test
    void anOutputThatIsNoSigmoidIsRefused() {
        INDArray one = Nd4j.createFromArray(new float[][] {{1}});
        assertThrows(IllegalArgumentException.class, () -> new CrossEntropyLoss()
                .computeScore(one, one, new ActivationIdentity(), null, false));
    }

    @Test
    void weightsThatAreNoWeightsAreRefused() {
        double[][][] wrong = {
            {{0.5}, {}}, {{0.5, 0.5}, {1, 2}}, {{0.5}, {0}}, {{Double.NaN}, {1}}, {{0.5}, {Double.NaN}}
        };
        for (double[][] pair : wrong) {
            assertThrows(IllegalArgumentException.class, () -> new LabelWeights(pair[0], pair[1]));
        }
    }
}
