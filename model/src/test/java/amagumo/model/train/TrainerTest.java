package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.ProbabilityEvaluation;
import amagumo.model.evaluation.ProbabilityResult;
import amagumo.model.file.ModelFile;
import amagumo.model.file.UnusableModelException;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private List<TrainingStore> stores;

    static TrainingConfig config(ReferenceFrame frame, double learningRate) {
        return config(frame, learningRate, Objective.POISSON);
    }

    static TrainingConfig config(ReferenceFrame frame, double learningRate, Objective objective) {
        return config(frame, learningRate, objective, Optimizer.ADAM);
    }

    private static TrainingConfig config(
            ReferenceFrame frame, double learningRate, Objective objective, Optimizer optimizer) {
        return new TrainingConfig(
                5,
                TrainingConfig.network(objective, 4, List.of(new CellConfig(4, 3, 3), new CellConfig(3, 3, 3)))
                        .withFirstGuess(),
                4,
                1,
                frame,
                PixelMap.DEFAULT,
                16,
                2,
                objective,
                optimizer,
                new WarmupCosine(learningRate, 2, 20, 0.1),
                0,
                1e-6,
                4,
                3,
                2,
                0);
    }

    /** What is told of a training. */
    static class Record implements TrainingObserver {
        final List<StepReport> steps = new ArrayList<>();
        final List<ValidationReport> validations = new ArrayList<>();
        final List<String> rollbacks = new ArrayList<>();

        @Override
        public void stepped(StepReport report) {
            steps.add(report);
        }

        @Override
        public void validated(ValidationReport report) {
            validations.add(report);
        }

        @Override
        public void rolledBack(long fromStep, long toStep, String reason) {
            rollbacks.add(reason);
        }
    }

    @BeforeEach
    void openStores() throws IOException {
        stores = List.of(
                TrainingStore.whole(MovingRain.write(directory.resolve("a"), 24), "a"),
                TrainingStore.heldOut(MovingRain.write(directory.resolve("b"), 22), "b"));
    }

    @Test
    void aRunInPartsGivesTheSameBytesAsOneInOne() throws Exception {
        for (ReferenceFrame frame : ReferenceFrame.values()) {
            Path whole = directory.resolve(frame + "-whole.zip");
            Path parts = directory.resolve(frame + "-parts.zip");
            Trainer.start(config(frame, 1e-2), stores, whole, Workers.ONE_A_PROCESSOR)
                    .run(9, LONG, new Record());
            Trainer.start(config(frame, 1e-2), stores, parts, Workers.ONE_A_PROCESSOR)
                    .run(2, LONG, new Record());
            Trainer.resume(parts, stores, parts, Workers.ONE_A_PROCESSOR).run(7, LONG, new Record());
            Trainer.resume(parts, stores, parts, Workers.ONE_A_PROCESSOR).run(9, LONG, new Record());
            assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts), frame.toString());
        }
    }

    @Test
    void probabilitiesAreLearntInPartsAsInOneAndComeWithTheModel() throws Exception {
        TrainingConfig config = config(ReferenceFrame.LAGRANGIAN, 1e-2, Objective.EXCEEDANCE);
        Path whole = directory.resolve("whole.zip");
        Path parts = directory.resolve("parts.zip");
        Trainer trainer = Trainer.start(config, stores, whole, Workers.ONE_A_PROCESSOR);
        Record record = new Record();
        trainer.run(5, LONG, record);
        Trainer.start(config, stores, parts, Workers.ONE_A_PROCESSOR).run(2, LONG, new Record());
        Trainer.resume(parts, stores, parts, Workers.ONE_A_PROCESSOR).run(5, LONG, new Record());

        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
        Path file = directory.resolve("model.zip");
        trainer.model("test", "test 1").write(file);
        ModelFile model = ModelFile.read(file);
        assertEquals(Exceedance.THRESHOLDS_MM_H, model.metadata().exceedanceMmH());
        assertTrue(ConvLstmNowcaster.of(model).givesExceedance());
        TrainingObserver.ValidationReport validation = record.validations.get(0);
        assertEquals("Brier skill", validation.chosenBy());
        assertTrue(validation.score() < 1, validation.toString());
    }

    @Test
    void weightsAreChosenByTheSkillOfAllLeadsTogether() throws Exception {
        ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(ModelFile.read(Path.of("../data-samples/model.zip")));
        Validation.Found found = new Validation(stores, 1000, true).of(nowcaster);

        RadarGrid grid = stores.get(1).store().grid();
        CellBox whole = new CellBox(0, 0, grid.ny(), grid.nx());
        List<EvaluationWindow> windows = stores.get(1).validation().stream()
                .map(window -> EvaluationWindow.of("b", window, whole))
                .toList();
        ProbabilityResult result = ProbabilityEvaluation.run(windows, Map.of("network", nowcaster), done -> {})
                .get(0);
        double mean = IntStream.range(0, 4)
                .mapToDouble(k -> result.total().allLeads(k).brierSkill())
                .filter(skill -> !Double.isNaN(skill))
                .average()
                .orElseThrow();
        assertEquals(mean, found.choosing(), 1e-12);
    }

    @Test
    void weightsThatTheLastStepSpoiltAreKeptNowhere() throws Exception {
        Path checkpoint = directory.resolve("checkpoint.zip");
        // Of a float's range; RMSProp's first steps are longer than the learning rate, which takes weights beyond it.
        TrainingConfig config = config(ReferenceFrame.EULERIAN, 6e38, Objective.POISSON, Optimizer.RMSPROP);
        Trainer trainer = Trainer.start(config, stores, checkpoint, Workers.ONE_A_PROCESSOR);
        assertEquals(Trainer.End.STEPS, trainer.run(1, LONG, new Record()));

        assertEquals(0, Checkpoint.read(checkpoint).state().step());
        assertAllFinite(trainer.model("test", "test 1").network().params().toFloatVector());
    }

    private static void assertAllFinite(float[] weights) {
        for (float weight : weights) {
            assertTrue(Float.isFinite(weight), "" + weight);
        }
    }

    @Test
    void aNetworkOfOtherFieldsThanItsObjectiveIsRefused() {
        TrainingConfig ofRates = config(ReferenceFrame.LAGRANGIAN, 1e-2);
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingConfig(
                        1,
                        ofRates.network(),
                        4,
                        1,
                        ReferenceFrame.LAGRANGIAN,
                        PixelMap.DEFAULT,
                        16,
                        2,
                        Objective.EXCEEDANCE,
                        Optimizer.ADAM,
                        new WarmupCosine(1e-2, 2, 20, 0.1),
                        0,
                        0,
                        4,
                        3,
                        2,
                        0));
    }

    @Test
    void trainingMakesTheLossSmallerAndTheModelKeepsTheBestWeights() throws Exception {
        Record record = new Record();
        Trainer trainer = Trainer.start(
                config(ReferenceFrame.EULERIAN, 1e-2),
                stores,
                directory.resolve("checkpoint.zip"),
                Workers.ONE_A_PROCESSOR);
        assertEquals(Trainer.End.STEPS, trainer.run(80, LONG, record));
        // Means of many steps: samples differ more in their rain than steps in their skill.
        double first = record.steps.subList(0, 10).stream()
                .mapToDouble(s -> s.loss())
                .average()
                .orElseThrow();
        double last = record.steps.subList(40, 80).stream()
                .mapToDouble(s -> s.loss())
                .average()
                .orElseThrow();
        assertTrue(last < 0.9 * first, first + " to " + last);
        assertEquals(20, record.validations.size());
        TrainingObserver.ValidationReport best = record.validations.stream()
                .filter(TrainingObserver.ValidationReport::best)
                .reduce((before, after) -> after)
                .orElseThrow();
        ModelFile model = trainer.model("test", "test 1");
        assertEquals(best.step(), model.metadata().steps());
        assertEquals(best.scores().get("csi_0.5"), model.metadata().scores().get("csi_0.5"));
        assertEquals(List.of(5), model.metadata().stepsMinutes());
        Path file = directory.resolve("model.zip");
        model.write(file);
        assertEquals(model.network().params(), ModelFile.read(file).network().params());
    }

    @Test
    void aStopEndsAfterTheStepThatRuns() throws Exception {
        Path checkpoint = directory.resolve("checkpoint.zip");
        Trainer trainer =
                Trainer.start(config(ReferenceFrame.EULERIAN, 1e-2), stores, checkpoint, Workers.ONE_A_PROCESSOR);
        Record record = new Record() {
            @Override
            public void stepped(StepReport report) {
                super.stepped(report);
                trainer.stop();
            }
        };
        assertEquals(Trainer.End.STOPPED, trainer.run(100, LONG, record));
        assertEquals(1, record.steps.size());
        assertEquals(
                1,
                Trainer.resume(checkpoint, stores, checkpoint, Workers.ONE_A_PROCESSOR)
                        .state()
                        .step());
    }

    @Test
    void aDivergingLossIsNamedAndRolledBackUntilItIsHopeless() throws Exception {
        Record record = new Record();
        Trainer trainer = Trainer.start(
                config(ReferenceFrame.EULERIAN, 1e30),
                stores,
                directory.resolve("checkpoint.zip"),
                Workers.ONE_A_PROCESSOR);
        DivergedException thrown = assertThrows(DivergedException.class, () -> trainer.run(100, LONG, record));
        assertEquals(5, record.rollbacks.size());
        assertTrue(
                record.rollbacks.get(0).contains(": back to step 0 with half the learning rate"),
                record.rollbacks.get(0));
        assertTrue(thrown.getMessage().contains("after 5 rollbacks"), thrown.getMessage());
        assertTrue(Checkpoint.read(directory.resolve("checkpoint.zip")).weights().length > 0);
    }

    @Test
    void aCheckpointOfOtherDataIsRefused() throws Exception {
        Path checkpoint = directory.resolve("checkpoint.zip");
        Trainer.start(config(ReferenceFrame.EULERIAN, 1e-2), stores, checkpoint, Workers.ONE_A_PROCESSOR);
        UnusableModelException refused = assertThrows(
                UnusableModelException.class,
                () -> Trainer.resume(checkpoint, stores.subList(0, 1), checkpoint, Workers.ONE_A_PROCESSOR));
        assertEquals("was learning from 2 stores, not from 1", refused.reason());
    }

    @Test
    void aDamagedCheckpointIsRefused() throws Exception {
        Path checkpoint = directory.resolve("checkpoint.zip");
        Trainer.start(config(ReferenceFrame.EULERIAN, 1e-2), stores, checkpoint, Workers.ONE_A_PROCESSOR);
        byte[] good = Files.readAllBytes(checkpoint);
        for (int length = 0; length < good.length; length += 997) {
            Files.write(checkpoint, Arrays.copyOf(good, length));
            assertThrows(
                    UnusableModelException.class,
                    () -> Trainer.resume(checkpoint, stores, checkpoint, Workers.ONE_A_PROCESSOR));
        }
    }

    @Test
    void aStoreSmallerThanASampleOrShorterThanAWindowIsRefused() throws Exception {
        TrainingConfig tooLarge = new TrainingConfig(
                5,
                EncoderForecasterConfig.of(16, List.of(new CellConfig(4, 3, 3))),
                4,
                4,
                ReferenceFrame.EULERIAN,
                PixelMap.DEFAULT,
                16,
                2,
                Objective.CROSS_ENTROPY,
                Optimizer.RMSPROP,
                new WarmupCosine(1e-3, 0, 0, 0),
                0,
                0,
                4,
                4,
                2,
                0);
        assertThrows(
                UnsuitableStoreException.class,
                () -> Trainer.start(tooLarge, stores, directory.resolve("checkpoint.zip"), Workers.ONE_A_PROCESSOR));
        Path shortStore = MovingRain.write(directory.resolve("c"), 19);
        assertThrows(UnsuitableStoreException.class, () -> TrainingStore.whole(shortStore, "c"));
        assertFalse(Files.exists(directory.resolve("checkpoint.zip")));
    }
}
