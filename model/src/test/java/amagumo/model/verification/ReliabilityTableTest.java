package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTableTest {

    /**
     * The Finnish Meteorological Institute's 24-hour probabilities of more than 0.2 mm a day at Tampere in 2003: how often
     * each of 0, 0.1 ... 1 was given, and how often it rained then. The data of the example at
     * cawcr.gov.au/projects/verification/POP3/POP3.html, which publishes their scores.
     */
    private static final int[] TAMPERE_GIVEN = {46, 56, 59, 41, 19, 22, 22, 34, 24, 11, 13};

    private static final int[] TAMPERE_RAIN = {1, 1, 5, 5, 4, 8, 6, 16, 16, 8, 11};

    @Test
    void aYearOfProbabilitiesOfRainScoresAsPublished() {
        ReliabilitySums sums = table(TAMPERE_GIVEN, TAMPERE_RAIN).sums();

        assertEquals(347, sums.cases());
        assertEquals(0.144, sums.brier(), 5e-4);
        assertEquals(0.025, sums.reliability(), 5e-4);
        assertEquals(0.060, sums.resolution(), 5e-4);
        assertEquals(0.179, sums.uncertainty(), 5e-4);
        assertEquals(0.194, sums.brierSkill(), 1e-3);
    }

    /** Another program's diagram of the same data: the test of NOAA's WRES; its outermost bins have other bounds. */
    @Test
    void theReliabilityDiagramIsThatOfAnotherProgram() {
        double[] frequencies = {0.08474576, 0.12195122, 0.21052632, 0.36363636, 0.27272727, 0.47058824, 0.66666667};
        long[] cases = {59, 41, 19, 22, 22, 34, 24};

        List<ReliabilitySums.Bin> bins =
                table(TAMPERE_GIVEN, TAMPERE_RAIN).sums().bins();

        for (int k = 0; k < cases.length; k++) {
            ReliabilitySums.Bin bin = bins.get(k + 2);
            assertEquals(cases[k], bin.cases());
            assertEquals((k + 2) / 10.0, bin.meanProbability(), 1e-6);
            assertEquals(frequencies[k], bin.frequency(), 1e-8);
        }
        assertEquals(24, bins.get(9).cases());
    }

    /** Mason and Graham 2002, Table 1: 15 seasons, the probabilities of their second model. */
    @Test
    void theAreaUnderTheRocIsThatOfMasonAndGraham() {
        float[] probabilities = {
            .928f, .576f, .008f, .944f, .832f, .816f, .136f, .584f, .032f, .016f, .28f, .024f, 0, .984f, .952f
        };
        int[] came = {0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1};
        ReliabilityTable table = new ReliabilityTable();
        for (int year = 0; year < came.length; year++) {
            table.add(probabilities[year], came[year] == 1);
        }
        assertEquals(0.875, table.rocArea(), 1e-12);
    }

    @Test
    void theRocAreaCountsPairsAsItsDefinitionDoes() {
        Random random = new Random(7);
        float[] probabilities = new float[300];
        boolean[] came = new boolean[probabilities.length];
        ReliabilityTable table = new ReliabilityTable();
        for (int i = 0; i < came.length; i++) {
            probabilities[i] = random.nextInt(21) / 20f;
            came[i] = random.nextFloat() < probabilities[i];
            table.add(probabilities[i], came[i]);
        }
        double better = 0;
        double pairs = 0;
        for (int i = 0; i < came.length; i++) {
            for (int j = 0; j < came.length; j++) {
                if (came[i] && !came[j]) {
                    pairs++;
                    better += probabilities[i] > probabilities[j] ? 1 : probabilities[i] == probabilities[j] ? 0.5 : 0;
                }
            }
        }
        assertEquals(better / pairs, table.rocArea(), 1e-12);
    }

    @Test
    void murphysPartsMakeUpTheBrierScoreWhereABinHasOneProbability() {
        Random random = new Random(3);
        ReliabilityTable table = new ReliabilityTable();
        for (int i = 0; i < 1000; i++) {
            float probability = 0.05f + random.nextInt(10) / 10f;
            table.add(probability, random.nextFloat() < probability * probability);
        }
        assertEquals(
                table.sums().reliability()
                        - table.sums().resolution()
                        + table.sums().uncertainty(),
                table.sums().brier(),
                1e-7);
        assertEquals(
                1 - table.sums().brier() / table.sums().uncertainty(),
                table.sums().brierSkill(),
                1e-12);
    }

    @Test
    void sumsOfTwoDaysAreThoseOfBothTogether() {
        Random random = new Random(5);
        ReliabilityTable together = new ReliabilityTable();
        List<ReliabilityTable> days = List.of(new ReliabilityTable(), new ReliabilityTable());
        for (int i = 0; i < 1000; i++) {
            float probability = random.nextInt(101) / 100f;
            boolean came = random.nextFloat() < probability;
            together.add(probability, came);
            days.get(i % 2).add(probability, came);
        }
        ReliabilitySums added = days.get(0).sums().plus(days.get(1).sums());
        assertEquals(together.sums().cases(), added.cases());
        assertEquals(together.sums().brier(), added.brier(), 1e-12);
        assertEquals(together.sums().reliability(), added.reliability(), 1e-12);
        assertEquals(together.sums().resolution(), added.resolution(), 1e-12);
    }

    @Test
    void theFrequencyAsEveryProbabilityHasNoSkill() {
        ReliabilityTable table = new ReliabilityTable();
        add(table, 0.25f, 80, 20);
        assertEquals(0, table.sums().brierSkill(), 1e-12);
        assertEquals(0, table.sums().resolution(), 1e-12);
        assertEquals(0.5, table.rocArea(), 1e-12);
    }

    @Test
    void whatHasNoCaseIsNaN() {
        assertTrue(Double.isNaN(new ReliabilityTable().sums().brier()));
        ReliabilityTable never = new ReliabilityTable();
        never.add(0.2f, false);
        assertTrue(Double.isNaN(never.sums().brierSkill()));
        assertTrue(Double.isNaN(never.rocArea()));
        assertTrue(Double.isNaN(never.sums().bins().get(5).frequency()));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        ReliabilityTable table = new ReliabilityTable();
        for (float wrong : new float[] {-0.01f, 1.01f, Float.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> table.add(wrong, true));
        }
    }

    private static ReliabilityTable table(int[] given, int[] rain) {
        ReliabilityTable table = new ReliabilityTable();
        for (int tenth = 0; tenth < given.length; tenth++) {
            add(table, tenth / 10f, given[tenth], rain[tenth]);
        }
        return table;
    }

    private static void add(ReliabilityTable table, float probability, int cases, int events) {
        for (int i = 0; i < cases; i++) {
            table.add(probability, i < events);
        }
    }
}
