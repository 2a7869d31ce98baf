package amagumo.model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MeanAndExceedanceLossTest {

    private static final IActivation SIGMOID = new ActivationSigmoid();
    private static final PoissonLoss MEAN = new PoissonLoss(Math.log(0.1), 7.6, 60);

    /** Two channels of rain rates and three of probabilities. */
    private static final MeanAndExceedanceLoss LOSS = new MeanAndExceedanceLoss(MEAN, 2);

    @Test
    void ratesLosePoissonsDevianceAndProbabilitiesCrossEntropy() {
        INDArray labels = row(0.4, 0, 1, 0, 1);
        INDArray logits = row(-0.3, -2, 0.5, -1, 2);
        double rates = MEAN.computeScore(row(0.4, 0), row(-0.3, -2), SIGMOID, null, false);
        double probabilities = Math.log1p(Math.exp(-0.5)) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(-2));

        assertEquals(rates + probabilities, LOSS.computeScore(labels, logits, SIGMOID, null, false), 1e-12);
    }

    /** Thresholds at 1 and 2: the classes below 1, from 1 to 2, from 2 on have these probabilities. */
    @Test
    void whatIsMaskedWhereALowerThresholdIsNotReachedGivesTheLikelihoodOfTheClass() {
        MeanAndExceedanceLoss loss = new MeanAndExceedanceLoss(MEAN, 1);
        double one = 0.3;
        double twoGivenOne = 0.4;
        INDArray logits = row(0, Math.log(one / (1 - one)), Math.log(twoGivenOne / (1 - twoGivenOne)));
        double[][] labels = {{0, 0, 0}, {0, 1, 0}, {0, 1, 1}};
        double[][] masks = {{0, 1, 0}, {0, 1, 1}, {0, 1, 1}};
        double[] classes = {1 - one, one * (1 - twoGivenOne), one * twoGivenOne};
        for (int k = 0; k < classes.length; k++) {
            assertEquals(
                    -Math.log(classes[k]),
                    loss.computeScore(row(labels[k]), logits, SIGMOID, row(masks[k]), false),
                    1e-12);
        }
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        INDArray labels = row(0.4, 0, 1, 0, 1);
        INDArray mask = row(0.7, 2, 1, 1, 0);
        double[] at = {-0.3, -2, 0.5, -1, 2};
        INDArray gradient = LOSS.computeGradient(labels, row(at), SIGMOID, mask);
        double step = 1e-6;
        for (int k = 0; k < at.length; k++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[k] += step;
            below[k] -= step;
            double slope = (LOSS.computeScore(labels, row(above), SIGMOID, mask, false)
                            - LOSS.computeScore(labels, row(below), SIGMOID, mask, false))
                    / (2 * step);
            assertEquals(slope, gradient.getDouble(k), 1e-7);
        }
    }

    /** Floats give what doubles give, to their rounding. */
    @Test
    void floatsGiveWhatDoublesGiveAndWhatIsMaskedMayBeAnything() {
        Nd4j.getRandom().setSeed(3);
        INDArray labels = Nd4j.rand(DataType.DOUBLE, 40, 8);
        INDArray logits = Nd4j.randn(DataType.DOUBLE, 40, 8).muli(4);
        INDArray mask = Nd4j.rand(DataType.DOUBLE, 40, 8);
        mask.muli(mask.gt(0.5).castTo(DataType.DOUBLE));
        INDArray hidden = labels.castTo(DataType.FLOAT);
        for (int i = 0; i < labels.length(); i++) {
            if (mask.getDouble(i) == 0) {
                hidden.putScalar(i, Float.NaN);
            }
        }
        INDArray floatLogits = logits.castTo(DataType.FLOAT);
        INDArray floatMask = mask.castTo(DataType.FLOAT);

        INDArray expected = LOSS.computeGradient(labels, logits, SIGMOID, mask);
        INDArray actual = LOSS.computeGradient(hidden, floatLogits, SIGMOID, floatMask);
        for (int i = 0; i < labels.length(); i++) {
            double size = Math.max(1, Math.abs(expected.getDouble(i)));
            assertEquals(expected.getDouble(i), actual.getDouble(i), 1e-5 * size, "element " + i);
        }
        double score = LOSS.computeScore(labels, logits, SIGMOID, mask, false);
        assertEquals(score, LOSS.computeScore(hidden, floatLogits, SIGMOID, floatMask, false), 1e-5 * score);
        assertEquals(logits.castTo(DataType.FLOAT), floatLogits, "what is given stays as it is");
    }

    @Test
    void channelsOfRatesAloneAreRefused() {
        INDArray two = row(0.1, 0.2);
        assertThrows(IllegalArgumentException.class, () -> LOSS.computeScore(two, two, SIGMOID, null, false));
        assertThrows(IllegalArgumentException.class, () -> new MeanAndExceedanceLoss(MEAN, 0));
    }

    private static INDArray row(double... values) {
        return Nd4j.createFromArray(new double[][] {values}).castTo(DataType.DOUBLE);
    }
}
