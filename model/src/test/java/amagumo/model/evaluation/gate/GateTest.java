package amagumo.model.evaluation.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Instant FIRST = Instant.parse("2024-07-01T00:00:00Z");
    private static final Duration BLOCK = Duration.ofHours(6);
    private static final int WINDOWS_A_BLOCK = 4;
    private static final double CELLS = 1000;

    /** At most 98 % of the MSE, and 0.01 more CSI, each to be had with 95 % confidence. */
    private static final GateCriteria CRITERIA = new GateCriteria(0.98, 0.01, 0.95, 20, 5, BLOCK, 1000, 7);

    private final Gate gate = new Gate(CRITERIA);

    @Test
    void aChallengerThatIsBetterInEveryStormIsPromoted() {
        GateDecision decision = gate.decide(storms(1, 12, 0.85, 0.05, Map.of("champion", 1.0, "optical flow", 1.2)));
        assertInstanceOf(GateDecision.Promote.class, decision, decision::reason);
        assertEquals("it meets the margins against champion and optical flow", decision.reason());
        assertEquals(4, decision.comparisons().size());
    }

    @Test
    void oneThatIsNoBetterThanOpticalFlowIsNot() {
        GateDecision decision = gate.decide(storms(2, 12, 0.85, 0.05, Map.of("champion", 1.0, "optical flow", 0.8)));
        assertInstanceOf(GateDecision.Keep.class, decision);
        assertTrue(decision.reason().startsWith("its MSE is 1.07"), decision::reason);
        assertTrue(
                decision.reason().endsWith("of that of optical flow, which had to be at most 0.9800"),
                decision::reason);
    }

    @Test
    void oneThatIsBetterByLessThanTheMarginIsNot() {
        GateDecision decision = gate.decide(storms(3, 40, 0.985, 0.05, Map.of("champion", 1.0)));
        assertInstanceOf(GateDecision.Keep.class, decision);
        assertTrue(decision.comparisons().get(0).interval().high() > 0.98);
        assertTrue(decision.comparisons().get(1).beaten());
        assertFalse(decision.reason().contains("CSI"), decision::reason);
    }

    @Test
    void oneThatIsBetterOnlyInASingleStormIsNot() {
        List<ScoredWindow> windows = new ArrayList<>(storms(4, 11, 1.01, 0.05, Map.of("champion", 1.0)));
        // A storm that outweighs all others, in which the champion was far off.
        windows.add(new ScoredWindow(
                FIRST.plus(BLOCK.multipliedBy(50)),
                SumsByLead.atEveryLead(CELLS, 10_000, 60, 40),
                Map.of("champion", SumsByLead.atEveryLead(CELLS, 100_000, 50, 50))));
        GateDecision decision = gate.decide(windows);
        assertTrue(decision.comparisons().get(0).interval().estimate() < 0.6);
        assertInstanceOf(GateDecision.Keep.class, decision);
    }

    @Test
    void fewWindowsOrFewBlocksDecideNothingAndSaySo() {
        GateDecision few = gate.decide(storms(5, 4, 0.5, 0.1, Map.of("champion", 1.0)));
        assertEquals(
                new GateDecision.NoDecision("there are 16 wet windows that neither model has seen, and 20 are needed"),
                few);
        List<ScoredWindow> oneStorm = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            oneStorm.add(new ScoredWindow(
                    FIRST.plusSeconds(60L * i),
                    SumsByLead.atEveryLead(CELLS, 10, 60, 40),
                    Map.of("champion", SumsByLead.atEveryLead(CELLS, 100, 50, 50))));
        }
        assertEquals(
                new GateDecision.NoDecision("the 30 wet windows lie in 1 blocks of PT6H, and 5 are needed"),
                gate.decide(oneStorm));
    }

    @Test
    void rainThatNeverReachesTheThresholdDecidesNothing() {
        List<ScoredWindow> drizzle = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            drizzle.add(new ScoredWindow(
                    FIRST.plus(BLOCK.multipliedBy(i)),
                    SumsByLead.atEveryLead(CELLS, 1 + i, 0, 0),
                    Map.of("champion", SumsByLead.atEveryLead(CELLS, 2 + 2 * i, 0, 0))));
        }
        assertInstanceOf(GateDecision.NoDecision.class, gate.decide(drizzle));
    }

    /** Equal models differ by chance, each storm's windows together: one in twenty may be promoted, and no more. */
    @Test
    void ofEqualModelsFewerThanOneInTwentyIsPromoted() {
        GateCriteria noMargin = new GateCriteria(1, -1, 0.95, 20, 5, BLOCK, 400, 7);
        int trials = 200;
        int promoted = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<ScoredWindow> windows = storms(1000 + trial, 20, 1, 0, Map.of("champion", 1.0));
            promoted += new Gate(noMargin).decide(windows) instanceof GateDecision.Promote ? 1 : 0;
        }
        double share = (double) promoted / trials;
        assertTrue(share < 0.08, () -> "promoted %s of them".formatted(share));
    }

    /** The same windows, each drawn by itself as if it were a storm of its own, promise what they cannot keep. */
    @Test
    void windowsOfAStormTakenForIndependentPromoteTooOften() {
        GateCriteria byWindow = new GateCriteria(1, -1, 0.95, 20, 5, Duration.ofMinutes(1), 400, 7);
        int trials = 100;
        int promoted = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<ScoredWindow> windows = storms(1000 + trial, 20, 1, 0, Map.of("champion", 1.0));
            promoted += new Gate(byWindow).decide(windows) instanceof GateDecision.Promote ? 1 : 0;
        }
        assertTrue(promoted > 0.12 * trials, "promoted " + promoted);
    }

    @Test
    void criteriaThatCannotBeMetAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GateCriteria(0, 0, 0.95, 1, 2, BLOCK, 1000, 1));
        assertThrows(IllegalArgumentException.class, () -> new GateCriteria(1, 0, 0.5, 1, 2, BLOCK, 1000, 1));
        assertThrows(IllegalArgumentException.class, () -> new GateCriteria(1, 0, 0.95, 1, 1, BLOCK, 1000, 1));
        assertThrows(IllegalArgumentException.class, () -> new GateCriteria(1, 0, 0.95, 1, 2, Duration.ZERO, 1000, 1));
    }

    /**
     * Windows of independent storms. The windows of a storm share its strength and by how much the challenger does better or
     * worse in it than it usually does.
     *
     * @param mse the challenger's mean squared error, where 1 is usual
     * @param csiGain by how much its CSI is above 0.5, which everybody else's is
     * @param opponents their mean squared errors
     */
    private static List<ScoredWindow> storms(
            long seed, int storms, double mse, double csiGain, Map<String, Double> opponents) {
        Random random = new Random(seed);
        List<ScoredWindow> windows = new ArrayList<>();
        for (int storm = 0; storm < storms; storm++) {
            double strength = Math.exp(0.5 * random.nextGaussian());
            double luck = Math.exp(0.05 * random.nextGaussian());
            for (int i = 0; i < WINDOWS_A_BLOCK; i++) {
                double here = CELLS * strength * Math.exp(0.1 * random.nextGaussian());
                double hits = 100 * (0.5 + csiGain + 0.01 * random.nextGaussian());
                Map<String, SumsByLead> others = new LinkedHashMap<>();
                opponents.forEach(
                        (name, error) -> others.put(name, SumsByLead.atEveryLead(CELLS, here * error, 50, 50)));
                windows.add(new ScoredWindow(
                        FIRST.plus(BLOCK.multipliedBy(storm)).plusSeconds(3600L * i),
                        SumsByLead.atEveryLead(CELLS, here * mse * luck, hits, 100 - hits),
                        others));
            }
        }
        return windows;
    }
}
