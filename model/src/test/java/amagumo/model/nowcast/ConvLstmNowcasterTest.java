package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.OutputMapping;
import amagumo.model.pixel.PixelMap;
import amagumo.model.train.Objective;
import amagumo.model.train.TrainingConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Tiny networks with made-up weights, on grids that no patch and no pooling divides. */
class ConvLstmNowcasterTest {

    private static final int ROWS = 45;
    private static final int COLUMNS = 53;

    /** Of pixels that are kept in 16 bits: a step is 53 / 65535 dB. */
    private static final double PACKED = 2e-4;

    @ParameterizedTest
    @CsvSource({
        "EULERIAN, 1, false", "EULERIAN, 2, false", "EULERIAN, 2, true",
        "LAGRANGIAN, 1, false", "LAGRANGIAN, 1, true", "LAGRANGIAN, 2, true"
    })
    void aForecastCoversWhatTheLastFrameCovers(ReferenceFrame frame, int pool, boolean firstGuess) {
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        float[][][] before = copies(input);
        Nowcast nowcast =
                ConvLstmNowcaster.of(model(frame, 2, pool, firstGuess, 0.3)).forecast(input);

        assertEquals("tiny", nowcast.madeBy());
        assertEquals(input.grid(), nowcast.grid());
        assertEquals(input.baseTime(), nowcast.baseTime());
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            ForecastCheck.coversTheLastFrame(input, nowcast.rates(lead));
            assertArrayEquals(nowcast.rates(lead), nowcast.rates(lead), "a lead asked for twice");
        }
        assertTrue(
                !Arrays.deepEquals(nowcast.rates(1), nowcast.rates(Nowcast.LEADS)),
                "a network whose leads are all alike proves nothing");
        assertArrayEquals(before, copies(input), "the input is as it was");
    }

    @Test
    void inTheGridsFrameAForecastIsWhatTheNetworkSays() {
        ModelFile model = model(ReferenceFrame.EULERIAN, 1, 1, false, 0.3);
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        INDArray pixels = Nd4j.zeros(1, 1, NowcastInput.FRAMES, ROWS, COLUMNS);
        for (int t = 0; t < NowcastInput.FRAMES; t++) {
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    float rate = input.rates().get(t)[r][c];
                    pixels.putScalar(new int[] {0, 0, t, r, c}, Float.isNaN(rate) ? 0 : PixelMap.DEFAULT.pixel(rate));
                }
            }
        }
        INDArray expected = model.network().output(pixels);
        Nowcast nowcast = ConvLstmNowcaster.of(model).forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    if (!Float.isNaN(rates[r][c])) {
                        float rate = PixelMap.DEFAULT.rateMmH(expected.getFloat(0, 0, lead - 1, r, c));
                        assertEquals(rate, rates[r][c], 0.01 * rate + PACKED);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EULERIAN, 1", "LAGRANGIAN, 1", "LAGRANGIAN, 2"})
    void aNetworkThatHasLearntNothingForecastsItsFirstGuess(ReferenceFrame frame, int pool) {
        ModelFile fresh = model(frame, 2, pool, true, 0);
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        Nowcast nowcast = ConvLstmNowcaster.of(fresh).forecast(input);
        Nowcast off = ConvLstmNowcaster.switchedOff(fresh.metadata()).forecast(input);

        assertEquals("tiny-off", off.madeBy());
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            float[][] guess = off.rates(lead);
            ForecastCheck.coversTheLastFrame(input, guess);
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    if (!Float.isNaN(guess[r][c])) {
                        // The guess enters the logits within [0.01, 0.99]: what is below is not told from dry.
                        assertEquals(guess[r][c], rates[r][c], 0.01 + 0.005 * guess[r][c]);
                    }
                }
            }
        }
    }

    @Test
    void withoutANetworkAModelInTheMovingFrameIsSmoothedRover() {
        ModelMetadata metadata = model(ReferenceFrame.LAGRANGIAN, 2, 1, true, 0).metadata();
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        Nowcast off = ConvLstmNowcaster.switchedOff(metadata).forecast(input);
        Nowcast smoothed = new SmoothedRover().forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            assertArrayEquals(smoothed.rates(lead), off.rates(lead));
        }
    }

    @Test
    void withoutANetworkAModelThatStartsFromNothingIsPersistence() {
        ModelMetadata metadata = model(ReferenceFrame.EULERIAN, 2, 1, false, 0).metadata();
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);

        assertArrayEquals(
                input.last(),
                ConvLstmNowcaster.switchedOff(metadata).forecast(input).rates(7));
    }

    @Test
    void aShareOfTheNetworkMixesItWithItsFirstGuess() {
        ModelFile whole = model(ReferenceFrame.EULERIAN, 2, 1, true, 0.3);
        ModelFile quarter = new ModelFile(whole.metadata().withNetworkShare(0.25), whole.network());
        NowcastInput input = withoutHeavyRain(Showers.input(ROWS, COLUMNS, true)); // of which none is then restored
        float[][] network = ConvLstmNowcaster.of(whole).forecast(input).rates(9);
        float[][] guess =
                ConvLstmNowcaster.switchedOff(whole.metadata()).forecast(input).rates(9);
        float[][] mixed = ConvLstmNowcaster.of(quarter).forecast(input).rates(9);

        double apart = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                if (!Float.isNaN(mixed[r][c])) {
                    assertEquals(0.25f * network[r][c] + 0.75f * guess[r][c], mixed[r][c], 1e-4f * (1 + mixed[r][c]));
                    apart = Math.max(apart, Math.abs(network[r][c] - guess[r][c]));
                }
            }
        }
        assertTrue(apart > 1, "a network like its guess proves nothing");
    }

    private static NowcastInput withoutHeavyRain(NowcastInput input) {
        List<float[][]> rates = new ArrayList<>();
        for (float[][] frame : input.rates()) {
            float[][] below = new float[frame.length][frame[0].length];
            for (int r = 0; r < below.length; r++) {
                for (int c = 0; c < below[r].length; c++) {
                    below[r][c] = Math.min(frame[r][c], HeavyRain.HEAVY_MM_H - 0.1f);
                }
            }
            rates.add(below);
        }
        return new NowcastInput(input.baseTime(), input.stepMinutes(), input.grid(), rates);
    }

    @Test
    void framesThatDoNotFitTheModelAreRefusedInASentence() {
        ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(model(ReferenceFrame.EULERIAN, 2, 1, false, 0));
        NowcastInput input = Showers.input(ROWS, COLUMNS, false);
        NowcastInput slow = new NowcastInput(input.baseTime(), 30, input.grid(), input.rates());

        assertEquals(
                Optional.of("model tiny was trained on steps of 5 minutes and cannot forecast frames 30 minutes apart"),
                nowcaster.mismatch(slow.grid(), slow.stepMinutes()));
        assertThrows(IllegalArgumentException.class, () -> nowcaster.forecast(slow));
    }

    /**
     * A tiny model.
     *
     * @param weights how strong its random weights are; 0 for those of a fresh network
     */
    private static ModelFile model(ReferenceFrame frame, int patch, int pool, boolean firstGuess, double weights) {
        EncoderForecasterConfig plain =
                EncoderForecasterConfig.of(patch * patch, List.of(new CellConfig(3, 3, 3), new CellConfig(2, 3, 1)));
        return model(frame, patch, pool, firstGuess ? plain.withFirstGuess() : plain, List.of(), weights);
    }

    private static ModelFile model(
            ReferenceFrame frame,
            int patch,
            int pool,
            EncoderForecasterConfig config,
            List<Float> exceedanceMmH,
            double weights) {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config,
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(LabelWeights.none()), new Sgd(0.1), 0, GradientNormalization.None, 1, 5));
        if (weights > 0) {
            Nd4j.getRandom().setSeed(11);
            network.setParams(Nd4j.randn('c', 1, network.numParams()).muli(weights));
        }
        Instant first = Instant.parse("2010-08-26T00:00:00Z");
        ModelMetadata metadata = new ModelMetadata(
                ModelMetadata.FORMAT,
                ModelMetadata.VERSION,
                "tiny",
                config,
                patch,
                pool,
                PixelMap.DEFAULT,
                config.firstGuess() ? OutputMapping.aboveDry(PixelMap.DEFAULT) : OutputMapping.INVERSE,
                exceedanceMmH,
                1,
                frame,
                List.of(new TrainingData("made up", 64, 64, 1.02, 5, first, first.plusSeconds(6000), 21, 2, 0)),
                1,
                Map.of(),
                Map.of(),
                Map.of());
        return new ModelFile(metadata, network);
    }

    /** Weights of any size: what a network answers is ordered by what it means, not by what it learnt. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 0.3", "1, 3", "2, 0.3"})
    void probabilitiesFallWithTheThresholdWhateverTheWeights(int pool, double weights) {
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(exceedanceModel(pool, weights));
        assertTrue(nowcaster.givesExceedance());
        Exceedance exceedance = nowcaster.exceedance(input);

        assertEquals(input.grid(), exceedance.grid());
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            ProbabilityCheck.areOrdered(input, exceedance.probabilities(lead));
            ForecastCheck.coversTheLastFrame(input, nowcaster.forecast(input).rates(lead));
        }
    }

    @Test
    void anUntrainedNetworkGivesTheProbabilitiesOfItsFirstGuess() {
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        ModelFile model = exceedanceModel(1, 0);
        Exceedance untrained = ConvLstmNowcaster.of(model).exceedance(input);
        Exceedance off = ConvLstmNowcaster.switchedOff(model.metadata()).exceedance(input);
        Exceedance lagrangian = new LagrangianProbability().exceedance(input);

        List<float[][]> ofUntrained = untrained.probabilities(7);
        List<float[][]> ofOff = off.probabilities(7);
        List<float[][]> ofLagrangian = lagrangian.probabilities(7);
        assertEquals("tiny-off", off.madeBy());
        double largest = 0;
        for (int k = 0; k < Exceedance.THRESHOLDS_MM_H.size(); k++) {
            float[][] expected = ofLagrangian.get(k);
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    if (!Float.isNaN(expected[r][c])) {
                        assertEquals(expected[r][c], ofOff.get(k)[r][c]);
                        // Of each conditional probability the logit is clamped at a hundredth from 0 and from 1.
                        assertEquals(expected[r][c], ofUntrained.get(k)[r][c], 0.06, "threshold " + k);
                        largest = Math.max(largest, expected[r][c]);
                    }
                }
            }
        }
        assertTrue(largest > 0.5, "a forecast of no rain proves nothing");
    }

    @ParameterizedTest
    @CsvSource({"1", "0.25"})
    void ratesAndProbabilitiesOfOneRunAreThoseOfTwo(double share) {
        NowcastInput input = Showers.input(ROWS, COLUMNS, true);
        ModelFile model = exceedanceModel(2, 0.3);
        ConvLstmNowcaster nowcaster =
                ConvLstmNowcaster.of(new ModelFile(model.metadata().withNetworkShare(share), model.network()));
        Nowcast rates = nowcaster.forecast(input);
        Exceedance probabilities = nowcaster.exceedance(input);

        NowcastAndExceedance both = nowcaster.forecastWithExceedance(input);
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            assertArrayEquals(rates.rates(lead), both.nowcast().rates(lead));
            assertArrayEquals(
                    probabilities.probabilities(lead).toArray(float[][][]::new),
                    both.exceedance().orElseThrow().probabilities(lead).toArray(float[][][]::new));
        }
    }

    @Test
    void aModelOfRainRatesAloneGivesNoProbabilities() {
        ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(model(ReferenceFrame.LAGRANGIAN, 2, 1, true, 0.3));
        NowcastInput input = Showers.input(ROWS, COLUMNS, false);
        assertEquals(Optional.empty(), nowcaster.forecastWithExceedance(input).exceedance());
        assertEquals(
                "model tiny does not forecast probabilities",
                assertThrows(IllegalArgumentException.class, () -> nowcaster.exceedance(input))
                        .getMessage());
    }

    private static ModelFile exceedanceModel(int pool, double weights) {
        EncoderForecasterConfig config = TrainingConfig.network(
                        Objective.EXCEEDANCE, 2, List.of(new CellConfig(3, 3, 3), new CellConfig(2, 3, 1)))
                .withFirstGuess();
        return model(ReferenceFrame.LAGRANGIAN, 2, pool, config, Exceedance.THRESHOLDS_MM_H, weights);
    }

    private static float[][][] copies(NowcastInput input) {
        return input.rates().stream()
                .map(frame -> Arrays.stream(frame).map(float[]::clone).toArray(float[][]::new))
                .toArray(float[][][]::new);
    }
}
