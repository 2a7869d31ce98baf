package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final float NONE = Float.NaN;

    @Test
    void theSquareOfTheSkillScoreSpansTwentyKilometresOfACellsNameAtAnyLatitude() {
        for (double north : new double[] {26.5, 36, 45.5}) {
            assertEquals(21, Verification.fssWindow(new RadarGrid(9, 9, north, 128, 1 / 120.0, 1 / 80.0)));
            assertEquals(21, Verification.fssWindow(new RadarGrid(9, 9, north, 128, 0.008333, 0.0125)));
            assertEquals(11, Verification.fssWindow(new RadarGrid(9, 9, north, 128, 1 / 60.0, 1 / 40.0)));
            assertEquals(81, Verification.fssWindow(new RadarGrid(9, 9, north, 128, 1 / 480.0, 1 / 320.0)));
        }
        assertEquals(7, Verification.fssWindow(new RadarGrid(9, 9, 36, 128, 1 / 40.0, 1 / 40.0)));
        assertEquals(1, Verification.fssWindow(new RadarGrid(9, 9, 36, 128, 0.25, 0.25)));
    }

    @Test
    void scoresAreThoseOfTheCellsThatCount() {
        Verification verification = new Verification();
        float[][] observed = {{0, 1, 3, NONE, 6}};
        float[][] lastInput = {{0, 0, 0, 0, NONE}};
        float[][] forecast = {{0.5f, NONE, 2, 9, 9}};

        verification.add(forecast(forecast), observed(observed), lastInput, 1);

        Scores scores = verification.scores();
        // Counted: (0.5, 0), (0, 1), (2, 3) as (forecast, observed).
        assertEquals(3, scores.cellsPerLead()[0]);
        assertEquals((0.25 + 1 + 1) / 3, scores.mean("mse"), 1e-9);
        assertEquals(2.5 / 3, scores.mean("mae"), 1e-9);
        assertEquals(2.5 / 4, scores.mean("bias_ratio"), 1e-9);
        assertEquals(6 / Math.sqrt(4.25 * 10), scores.mean("corr"), 1e-9);
        assertEquals(1.0 / 3, scores.mean("csi_0.5"), 1e-9);
        assertEquals(1.0 / 2, scores.mean("pod_0.5"), 1e-9);
        assertEquals(1.0 / 2, scores.mean("far_0.5"), 1e-9);
        assertEquals(1.0 / 2, scores.mean("csi_1"), 1e-9);
        assertEquals(1, scores.mean("csi_2"), 1e-9);
        assertTrue(Double.isNaN(scores.mean("csi_5")));
        assertEquals(1 - 1.0 / 3, scores.mean("fss1_20km"), 1e-9);
        assertEquals(new ContingencyTable(1, 0, 0, 2), verification.table(15, 2));
    }

    @Test
    void sumsArePooledOverWindowsAndCorrelationsAveraged() {
        Verification verification = new Verification();
        verification.add(forecast(new float[][] {{2, 0}}), observed(new float[][] {{2, 0}}), new float[1][2], 1);
        verification.add(forecast(new float[][] {{2, 0}}), observed(new float[][] {{0, 4}}), new float[1][2], 1);
        verification.add(forecast(new float[][] {{1, 0}}), observed(new float[][] {{0, 0}}), new float[1][2], 1);

        Scores scores = verification.scores();

        assertEquals(3, scores.windows());
        assertEquals((4 + 16 + 1) / 6.0, scores.mean("mse"), 1e-9);
        assertEquals(1.0 / 4, scores.mean("csi_1"), 1e-9);
        // The dry third frame is left out of the mean correlation, not of the pooled one.
        assertEquals((1 + 0) / 2.0, scores.mean("corr"), 1e-9);
        assertEquals(4 / Math.sqrt(9 * 20), scores.mean("corr_pooled"), 1e-9);
    }

    @Test
    void whereNothingFellTheBiasHasNoCaseHoweverMuchWasForecast() {
        Verification verification = new Verification();
        verification.add(forecast(new float[][] {{2, 0}}), observed(new float[1][2]), new float[1][2], 1);
        assertTrue(Double.isNaN(verification.scores().mean("bias_ratio")));
    }

    @Test
    void keysAreThoseOfThePeers() {
        Verification verification = new Verification();
        verification.add(forecast(new float[1][1]), observed(new float[1][1]), new float[1][1], 1);

        assertArrayEquals(
                new String[] {
                    "mse",
                    "mae",
                    "bias_ratio",
                    "corr",
                    "corr_pooled",
                    "fss1_20km",
                    "csi_0.5",
                    "pod_0.5",
                    "far_0.5",
                    "csi_1",
                    "csi_2",
                    "csi_5",
                    "csi_10",
                    "csi_20"
                },
                verification.scores().means().keySet().toArray());
    }

    @Test
    void aTrueForecastIsReliableInEveryClass() {
        Verification verification = new Verification();
        float[][] rain = {{0, 0.3f, 0.7f, 12, 80}};
        verification.add(forecast(rain), observed(rain), rain, 1);

        IntensityClasses classes = verification.intensityClasses();
        long cells = 0;
        for (int i = 0; i < IntensityClasses.count(); i++) {
            IntensityClasses.IntensityClass one = classes.get(i);
            cells += one.cells();
            assertEquals(one.meanForecast(), one.meanObserved(), 1e-9);
        }
        assertEquals(5 * Nowcast.LEADS, cells);
        assertEquals(80, classes.get(IntensityClasses.count() - 1).meanObserved(), 1e-6);
    }

    @Test
    void anotherNumberOfFramesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Verification()
                .add(forecast(new float[1][1]), List.of(new float[1][1], new float[1][1]), new float[1][1], 1));
    }

    private static Nowcast forecast(float[][] rates) {
        RadarGrid grid = new RadarGrid(rates[0].length, rates.length, 30, 130, 0.01, 0.01);
        return new Nowcast("test", Instant.EPOCH, 5, grid, lead -> rates);
    }

    private static List<float[][]> observed(float[][] rates) {
        return Collections.nCopies(Nowcast.LEADS, rates);
    }
}
