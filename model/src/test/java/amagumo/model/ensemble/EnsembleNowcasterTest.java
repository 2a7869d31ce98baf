package amagumo.model.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.MotionField;
import amagumo.model.motion.Origins;
import amagumo.model.motion.RainySquares;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.ProbabilityNowcaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnsembleNowcasterTest {

    private static final int SIDE = 160;

    /** The first band whose waves are longer than eight cells: the made-up rain has hardly any shorter ones. */
    private static final int FROM_EIGHT_CELLS = 2;

    @Test
    void aThresholdIsReachedByTheShareOfMembersThatItsProbabilitySays() {
        float[] given = {0.7f, 0.5f, 0.3f, 0.1f, 0.04f, 0.01f};
        Ensemble ensemble = new EnsembleNowcaster(everywhere(given), 40, 1).forecast(Drifting.rain(SIDE, SIDE, 1));
        Ensemble.Members members = ensemble.members(7);
        double[] reached = new double[given.length];
        for (int member = 1; member <= 40; member++) {
            for (float[] row : members.rates(member)) {
                for (float rate : row) {
                    for (int i = 0; i < reached.length; i++) {
                        reached[i] += rate >= Exceedance.THRESHOLDS_MM_H.get(i) ? 1 : 0;
                    }
                }
            }
        }
        for (int i = 0; i < reached.length; i++) {
            double share = reached[i] / (40.0 * SIDE * SIDE);
            assertEquals(given[i], share, 0.01 + 0.05 * given[i], "at " + Exceedance.THRESHOLDS_MM_H.get(i));
        }
    }

    @Test
    void eachScaleOfMembersIsRoughlyAsStrongAsInTheMovedLastFrame() {
        for (long seed : new long[] {2, 3}) {
            NowcastInput input = Drifting.rain(256, 256, seed);
            Origins origins = new Origins(MotionField.estimate(input.rates()));
            Ensemble ensemble = new EnsembleNowcaster(new LagrangianProbability(), 4, seed).forecast(input);
            for (int lead : new int[] {3, 15}) {
                double[] seen = Scales.power(Scales.bands(Decibels.of(origins.moved(input.last(), lead))));
                double[] made = new double[Scales.COUNT];
                for (int member = 1; member <= 4; member++) {
                    double[] power = Scales.power(
                            Scales.bands(Decibels.of(ensemble.members(lead).rates(member))));
                    Arrays.setAll(made, band -> made[band] + power[band] / 4);
                }
                for (int band = FROM_EIGHT_CELLS; band < Scales.COUNT; band++) {
                    String where = "seed %d, lead %d, band %d".formatted(seed, lead, band);
                    assertEquals(1, made[band] / seen[band], 0.35, where);
                }
            }
        }
    }

    @Test
    void membersDifferWhereRainIsUncertainAndAgreeWhereItIsNot() {
        Ensemble ensemble =
                new EnsembleNowcaster(new LagrangianProbability(), 2, 1).forecast(Drifting.rain(SIDE, SIDE, 1));
        Ensemble.Members members = ensemble.members(10);
        assertFalse(Arrays.deepEquals(members.rates(1), members.rates(2)));

        Ensemble certain = new EnsembleNowcaster(everywhere(0, 0, 0, 0, 0, 0), 2, 1).forecast(dry());
        for (float[] row : certain.members(10).rates(2)) {
            assertArrayEquals(new float[SIDE], row);
        }
    }

    @Test
    void theSameSeedGivesTheSameMembersInWhateverOrderTheyAreAskedFor() {
        NowcastInput input = Drifting.rain(96, 110, 5);
        Ensemble one = new EnsembleNowcaster(new LagrangianProbability(), 3, 9).forecast(input);
        Ensemble other = new EnsembleNowcaster(new LagrangianProbability(), 3, 9).forecast(input);
        float[][] last = other.members(15).rates(3);
        float[][] first = other.members(2).rates(1);

        assertTrue(Arrays.deepEquals(first, one.members(2).rates(1)));
        assertTrue(Arrays.deepEquals(last, one.members(15).rates(3)));
    }

    @Test
    void noiseChangesAsSlowlyAsItsScaleLives() {
        Origins still = new Origins(MotionField.uniform(SIDE, SIDE, 0, 0));
        double[] correlations = {0.2, 0.5, 0.8, 0.9, 0.95, 0.98};
        Noise noise = new Noise(3, still, new Lifetimes(correlations));
        for (int band = 0; band < 4; band++) {
            double product = 0;
            double square = 0;
            for (int member = 1; member <= 12; member++) {
                float[][] now = noise.band(member, 4, band);
                float[][] next = noise.band(member, 5, band);
                for (int r = 0; r < SIDE; r++) {
                    for (int c = 0; c < SIDE; c++) {
                        product += now[r][c] * next[r][c];
                        square += now[r][c] * now[r][c];
                    }
                }
            }
            double cells = 12.0 * SIDE * SIDE;
            assertEquals(1, square / cells, 0.1, "variance of band " + band);
            assertEquals(correlations[band], product / cells, 0.1, "correlation of band " + band);
        }
    }

    @Test
    void noiseOfAPartIsThatOfTheWholeGridThere() {
        NowcastInput input = Drifting.rain(SIDE, SIDE, 1);
        Origins origins = new Origins(MotionField.estimate(input.rates()));
        Noise noise = new Noise(5, origins, Lifetimes.of(input.rates(), origins));
        for (CellBox part : List.of(new CellBox(0, 0, 40, 30), new CellBox(100, 128, 60, 32))) {
            for (int band = 0; band < Scales.COUNT; band++) {
                float[][] there = RainySquares.part(noise.band(2, 9, band), part);
                float[][] alone = noise.band(2, 9, band, part);
                assertEquals(part.rows(), alone.length);
                for (int r = 0; r < alone.length; r++) {
                    assertArrayEquals(there[r], alone[r], 1e-3f, "band %d, row %d of %s".formatted(band, r, part));
                }
            }
        }
    }

    @Test
    void whatIsNotKnownIsNotKnownInAnyMember() {
        float[] unknown = new float[6];
        Arrays.fill(unknown, Float.NaN);
        Ensemble ensemble = new EnsembleNowcaster(everywhere(unknown), 1, 1).forecast(Drifting.rain(64, 64, 1));
        for (float[] row : ensemble.members(1).rates(1)) {
            for (float rate : row) {
                assertTrue(Float.isNaN(rate));
            }
        }
    }

    @Test
    void anEnsembleHasOneMemberAtLeastAndABound() {
        NowcastInput input = Drifting.rain(64, 64, 1);
        for (int members : new int[] {0, -1, Ensemble.MOST + 1}) {
            EnsembleNowcaster nowcaster = new EnsembleNowcaster(new LagrangianProbability(), members, 1);
            assertThrows(IllegalArgumentException.class, () -> nowcaster.forecast(input));
        }
        Ensemble ensemble = new EnsembleNowcaster(new LagrangianProbability(), 2, 1).forecast(input);
        assertThrows(IndexOutOfBoundsException.class, () -> ensemble.members(0));
        assertThrows(IndexOutOfBoundsException.class, () -> ensemble.members(1).rates(3));
    }

    private static NowcastInput dry() {
        NowcastInput rain = Drifting.rain(SIDE, SIDE, 1);
        float[][] frame = new float[SIDE][SIDE];
        return new NowcastInput(
                rain.baseTime(), rain.stepMinutes(), rain.grid(), Collections.nCopies(NowcastInput.FRAMES, frame));
    }

    /** The same probabilities in every cell at every lead. */
    private static ProbabilityNowcaster everywhere(float... probabilities) {
        return new ProbabilityNowcaster() {
            @Override
            public String name() {
                return "everywhere";
            }

            @Override
            public Exceedance exceedance(NowcastInput input) {
                List<float[][]> fields = new ArrayList<>();
                for (float probability : probabilities) {
                    float[] row = new float[input.grid().nx()];
                    Arrays.fill(row, probability);
                    fields.add(Collections.nCopies(input.grid().ny(), row).toArray(float[][]::new));
                }
                return new Exceedance(
                        name(), input.baseTime(), input.stepMinutes(), input.grid(), Optional.empty(), lead -> fields);
            }
        };
    }
}
