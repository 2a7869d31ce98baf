package amagumo.model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PoissonLossTest {

    private static final double OFFSET = Math.log(0.1);
    private static final double SLOPE = 7.6;
    private static final PoissonLoss LOSS = new PoissonLoss(OFFSET, SLOPE, 60);

    @Test
    void lossIsTheHalvedDevianceOfRatesPlusTheDryRate() {
        double label = 0.4;
        double logit = -0.3;
        double truth = Math.exp(OFFSET + SLOPE * label) + 0.1;
        double mean = Math.exp(OFFSET + SLOPE * sigmoid(logit));
        assertEquals(mean - truth + truth * Math.log(truth / mean), score(label, logit), 1e-12);
    }

    @Test
    void perfectForecastLosesNothingAndEveryOtherLosesMore() {
        double truth = Math.exp(OFFSET + SLOPE * 0.4) + 0.1;
        double pixel = (Math.log(truth) - OFFSET) / SLOPE;
        double perfect = Math.log(pixel / (1 - pixel));
        assertEquals(0, score(0.4, perfect), 1e-12);
        assertTrue(score(0.4, perfect + 0.01) > 0);
        assertTrue(score(0.4, perfect - 0.01) > 0);
    }

    @Test
    void dryTruthIsThatOfTheDryRateAndHeavyTruthOfTheCeiling() {
        double mean = Math.exp(OFFSET + SLOPE * sigmoid(0.5));
        assertEquals(mean - 0.1 + 0.1 * Math.log(0.1 / mean), score(0, 0.5), 1e-12);
        assertEquals(mean - 60.1 + 60.1 * Math.log(60.1 / mean), score(1, 0.5), 1e-10);
    }

    @Test
    void gradientIsTheSlopeOfTheLossToLogitsOfThirty() {
        for (double label : new double[] {0, 0.05, 0.4, 0.9}) {
            for (double logit = -30; logit <= 30; logit += 0.75) {
                double step = 1e-5;
                double numerical = (score(label, logit + step) - score(label, logit - step)) / (2 * step);
                double gradient = LOSS.computeGradient(cell(label), cell(logit), new ActivationSigmoid(), null)
                        .getDouble(0);
                assertEquals(numerical, gradient, 1e-6 * Math.max(1, Math.abs(numerical)), label + " " + logit);
            }
        }
    }

    @Test
    void missingLabelsUnderTheMaskCountNothing() {
        INDArray labels = Nd4j.createFromArray(new double[][] {{0.4, Double.NaN}});
        INDArray logits = Nd4j.createFromArray(new double[][] {{-0.3, 2}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}});
        assertEquals(score(0.4, -0.3), LOSS.computeScore(labels, logits, new ActivationSigmoid(), mask, false), 1e-12);
        assertEquals(
                0,
                LOSS.computeGradient(labels, logits, new ActivationSigmoid(), mask)
                        .getDouble(1));
    }

    @Test
    void impossibleMapsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PoissonLoss(Double.NaN, 1, 60));
        assertThrows(IllegalArgumentException.class, () -> new PoissonLoss(0, 0, 60));
        assertThrows(IllegalArgumentException.class, () -> new PoissonLoss(0, 1, 0));
    }

    private static double score(double label, double logit) {
        return LOSS.computeScore(cell(label), cell(logit), new ActivationSigmoid(), null, false);
    }

    private static INDArray cell(double value) {
        return Nd4j.create(DataType.DOUBLE, 1, 1).assign(value);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
