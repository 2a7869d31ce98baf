package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExceedanceTargetsTest {

    private static final List<Float> THRESHOLDS = List.of(0.5f, 1f, 2f);

    @Test
    void aThresholdIsLearntWhereTheNextLowerOneWasReached() {
        float[][] truth = {{0, 0.5f, 1.5f, 7, Float.NaN}};
        List<Target> targets = ExceedanceTargets.of(truth, THRESHOLDS, UnaryOperator.identity());

        assertArrayEquals(new float[] {0, 1, 1, 1, 0}, targets.get(0).pixels()[0]);
        assertArrayEquals(new float[] {1, 1, 1, 1, 0}, targets.get(0).weights()[0]);
        assertArrayEquals(new float[] {0, 0, 1, 1, 0}, targets.get(1).pixels()[0]);
        assertArrayEquals(new float[] {0, 1, 1, 1, 0}, targets.get(1).weights()[0]);
        assertArrayEquals(new float[] {0, 0, 0, 1, 0}, targets.get(2).pixels()[0]);
        assertArrayEquals(new float[] {0, 0, 1, 1, 0}, targets.get(2).weights()[0]);
    }

    /** A cell that lies halfway between one of 7 and one of 0.7 mm/h learns half of each. */
    @Test
    void betweenTwoCellsTheLossIsTheMeanOfTheirs() {
        float[][] truth = {{7, 0.7f}};
        UnaryOperator<List<float[][]>> halfway = fields -> fields.stream()
                .map(field -> new float[][] {{(field[0][0] + field[0][1]) / 2}})
                .toList();
        List<Target> targets = ExceedanceTargets.of(truth, THRESHOLDS, halfway);

        double[] conditional = {0.8, 0.6, 0.3};
        double loss = 0;
        for (int k = 0; k < conditional.length; k++) {
            double label = targets.get(k).pixels()[0][0];
            loss -= targets.get(k).weights()[0][0]
                    * (label * Math.log(conditional[k]) + (1 - label) * Math.log(1 - conditional[k]));
        }
        double ofSeven = -Math.log(0.8 * 0.6 * 0.3);
        double ofLess = -Math.log(0.8 * (1 - 0.6));
        assertEquals((ofSeven + ofLess) / 2, loss, 1e-6);
    }
}
