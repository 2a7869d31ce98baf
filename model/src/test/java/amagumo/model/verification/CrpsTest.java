package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrpsTest {

    /** Gneiting and Raftery 2007, eq. 21: the score of a standard normal distribution at 0 is (√2 - 1) / √π. */
    @Test
    void aLargeEnsembleScoresAsItsDistribution() {
        Random random = new Random(1);
        float[] members = new float[200_000];
        for (int i = 0; i < members.length; i++) {
            members[i] = (float) random.nextGaussian();
        }
        assertEquals((Math.sqrt(2) - 1) / Math.sqrt(Math.PI), Crps.ofEnsemble(members, 0), 2e-3);
    }

    @Test
    void anEnsembleScoresAsTheDefinitionSays() {
        Random random = new Random(2);
        for (int n = 1; n < 30; n++) {
            float[] members = new float[n];
            for (int i = 0; i < n; i++) {
                members[i] = Math.max(0, (float) (random.nextGaussian() * 3 + 1));
            }
            float observed = random.nextFloat() * 5;
            double error = 0;
            double spread = 0;
            for (float x : members) {
                error += Math.abs(x - observed);
                for (float y : members) {
                    spread += Math.abs(x - y);
                }
            }
            assertEquals(error / n - spread / (2.0 * n * n), Crps.ofEnsemble(members, observed), 1e-5);
        }
    }

    @Test
    void oneMemberScoresItsAbsoluteError() {
        assertEquals(1.5, Crps.ofEnsemble(new float[] {4}, 2.5f), 1e-9);
    }

    /** Of a distribution that ends below the highest threshold, finer and finer thresholds see all there is. */
    @Test
    void manyThresholdsSeeWhatTheEnsembleSees() {
        float[] members = {0, 0.4f, 1.1f, 2.6f, 7};
        float observed = 3.3f;
        float[] thresholds = new float[2000];
        double[] brier = new double[thresholds.length];
        for (int k = 0; k < thresholds.length; k++) {
            thresholds[k] = (k + 0.5f) * 0.005f;
            int reaching = 0;
            for (float member : members) {
                reaching += member >= thresholds[k] ? 1 : 0;
            }
            double probability = reaching / (double) members.length;
            brier[k] = Math.pow(probability - (observed >= thresholds[k] ? 1 : 0), 2);
        }
        assertEquals(Crps.ofEnsemble(members, observed), Crps.ofThresholds(thresholds, brier), 5e-3);
    }

    @Test
    void aThresholdHoldsHalfwayToItsNeighbours() {
        // 0 to 0.75 at 0.5 mm/h, 0.75 to 1.5 at 1 mm/h, 1.5 to 2 at 2 mm/h.
        double[] brier = {0.2, 0.1, 0.04};
        assertEquals(0.75 * 0.2 + 0.75 * 0.1 + 0.5 * 0.04, Crps.ofThresholds(new float[] {0.5f, 1, 2}, brier), 1e-9);
    }
}
