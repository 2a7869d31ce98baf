package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbabilityVerificationTest {

    private static final float NONE = Float.NaN;

    @Test
    void scoresAreThoseOfTheCellsThatCount() {
        ProbabilityVerification verification = new ProbabilityVerification();
        float[][] observed = {{0, 0.5f, 3, NONE, 6}};
        float[][] lastInput = {{0, 0, 0, 0, NONE}};
        float[][] probability = {{0.25f, NONE, 0.5f, 0.9f, 0.9f}};

        verification.add(forecast(probability), Collections.nCopies(Nowcast.LEADS, observed), lastInput);

        Scores scores = verification.scores();
        assertEquals(3, scores.cellsPerLead()[0]);
        // Counted: probabilities 0.25, 0, 0.5; the event at 0.5 mm/h came in the last two, at 1 and 2 mm/h in the last.
        assertEquals((0.0625 + 1 + 0.25) / 3, scores.mean("brier_0.5"), 1e-9);
        assertEquals((0.0625 + 0 + 0.25) / 3, scores.mean("brier_1"), 1e-9);
        assertEquals((0.0625 + 0 + 0.25) / 3, scores.mean("brier_5"), 1e-9);
        assertEquals(2.0 / 3, scores.mean("freq_0.5"), 1e-9);
        assertEquals(1 - 0.4375 / (2.0 / 9), scores.mean("bss_0.5"), 1e-9);
        assertEquals(1, scores.mean("roc_area_2"), 1e-9);
        assertTrue(Double.isNaN(scores.mean("bss_5")));
        assertEquals(3 * Nowcast.LEADS, verification.allLeads(1).cases());
    }

    @Test
    void aForecastOfAllThresholdsHasACrps() {
        ProbabilityVerification verification = new ProbabilityVerification();
        verification.add(
                forecast(new float[][] {{0.5f}}),
                Collections.nCopies(Nowcast.LEADS, new float[][] {{30}}),
                new float[1][1]);
        assertEquals(0.25 * 20, verification.scores().mean("crps_20"), 1e-9);
    }

    @Test
    void anotherNumberOfObservedFramesIsRefused() {
        ProbabilityVerification verification = new ProbabilityVerification();
        assertThrows(
                IllegalArgumentException.class,
                () -> verification.add(
                        forecast(new float[1][1]), Collections.nCopies(3, new float[1][1]), new float[1][1]));
    }

    /** The same field at every lead and threshold. */
    private static Exceedance forecast(float[][] probability) {
        RadarGrid grid = new RadarGrid(probability[0].length, probability.length, 36, 139, 1.0 / 120, 1.0 / 80);
        return new Exceedance(
                "test",
                Instant.EPOCH,
                5,
                grid,
                Optional.empty(),
                lead -> Collections.nCopies(Exceedance.THRESHOLDS_MM_H.size(), probability));
    }
}
