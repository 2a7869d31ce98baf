package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.window.LastingSplit;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.file.TrainingPeriod;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.threads.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with the weights of a model. */
class ContinuingTest {

    private static final Duration LONG = Duration.ofHours(1);

    /** Models without probabilities raise no rate below this one. */
    private static final float LOWEST_RAISED_MM_H = 1.5f;

    @TempDir
    private Path directory;

    private List<TrainingStore> stores;
    private ModelFile model;

    @BeforeEach
    void trainAModel() throws Exception {
        stores = List.of(
                TrainingStore.whole(MovingRain.write(directory.resolve("a"), 24), "a"),
                TrainingStore.heldOut(MovingRain.write(directory.resolve("b"), 22), "b"));
        Trainer trainer = Trainer.start(
                TrainerTest.config(ReferenceFrame.LAGRANGIAN, 1e-2),
                stores,
                directory.resolve("first.zip"),
                Workers.ONE_A_PROCESSOR);
        trainer.run(3, LONG, new TrainerTest.Record());
        Path file = directory.resolve("model.zip");
        trainer.model("first", "test 1").write(file);
        model = ModelFile.read(file);
    }

    @Test
    void theFirstWeightsAreTheModelsAndTheNextAreOthers() throws Exception {
        Trainer trainer = continuing(directory.resolve("next.zip"));
        assertArrayEquals(weights(model), weights(trainer.model("next", "test 1")));
        trainer.run(2, LONG, new TrainerTest.Record());
        assertEquals(2, trainer.state().step());
        assertFalse(Arrays.equals(
                weights(model), Checkpoint.read(directory.resolve("next.zip")).weights()));
    }

    @Test
    void aNetworkOfProbabilitiesStartsFromANarrowerOne() throws Exception {
        TrainingConfig wider = TrainerTest.config(ReferenceFrame.LAGRANGIAN, 1e-2, Objective.EXCEEDANCE);
        Path checkpoint = directory.resolve("wider.zip");
        Trainer trainer = Trainer.startFrom(model, wider, stores, checkpoint, Workers.ONE_A_PROCESSOR);
        ModelFile widened = trainer.model("wider", "test 1");
        assertTrue(ConvLstmNowcaster.of(widened).givesExceedance());
        assertEquals(wider.network(), widened.metadata().network());
        trainer.run(2, LONG, new TrainerTest.Record());
        assertEquals(2, trainer.state().step());
    }

    @Test
    void aRunInPartsGivesTheSameBytesAsOneInOne() throws Exception {
        Path whole = directory.resolve("whole.zip");
        Path parts = directory.resolve("parts.zip");
        continuing(whole).run(4, LONG, new TrainerTest.Record());
        continuing(parts).run(1, LONG, new TrainerTest.Record());
        Trainer.resume(parts, stores, parts, Workers.ONE_A_PROCESSOR).run(4, LONG, new TrainerTest.Record());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
    }

    @Test
    void whatWasLearntBeforeIsLearnt() throws Exception {
        Path later = MovingRain.write(directory.resolve("c"), 24, Duration.ofDays(30));
        Trainer trainer = Trainer.startFrom(
                model,
                config(model.metadata()),
                List.of(TrainingStore.whole(later, "c")),
                directory.resolve("next.zip"),
                Workers.ONE_A_PROCESSOR);
        trainer.run(2, LONG, new TrainerTest.Record());
        ModelMetadata next = trainer.model("next", "test 1").metadata().continuing(model.metadata());
        assertEquals(5, next.steps());
        assertEquals(
                List.of("c", "a"), next.data().stream().map(TrainingData::store).toList());

        ModelMetadata again = next.continuing(model.metadata());
        assertEquals(
                List.of("c", "a"),
                again.data().stream().map(TrainingData::store).toList());
    }

    @Test
    void aStoreThatGrewIsNamedOnceFromItsFirstTimeOn() throws Exception {
        Instant grown = stores.get(0).data().lastTime();
        ModelMetadata next = model.metadata().continuing(model.metadata());
        assertEquals(
                1, next.data().stream().filter(data -> data.store().equals("a")).count());
        assertEquals(grown, next.data().get(0).lastTime());
    }

    @Test
    void aStoreWhoseNewestFramesAreGoneIsNamedToTheLastTimeLearntFrom() throws Exception {
        TrainingData all = stores.get(0).data();
        Instant earlier = all.firstTime().minus(Duration.ofDays(1));
        TrainingData less = new TrainingData(
                all.store(),
                all.rows(),
                all.columns(),
                all.cellKm(),
                all.stepMinutes(),
                earlier,
                all.firstTime(),
                9,
                1,
                0);
        ModelMetadata of = model.metadata();
        ModelMetadata next = with(of, less).continuing(with(of, all));
        assertEquals(earlier, next.data().get(0).firstTime());
        assertEquals(all.lastTime(), next.data().get(0).lastTime());
    }

    private static ModelMetadata with(ModelMetadata of, TrainingData data) {
        return new ModelMetadata(
                of.format(),
                of.formatVersion(),
                of.name(),
                of.network(),
                of.patch(),
                of.poolFactor(),
                of.pixelMap(),
                of.outputMapping(),
                of.exceedanceMmH(),
                of.networkShare(),
                of.frame(),
                List.of(data),
                of.steps(),
                of.training(),
                of.scores(),
                of.versions());
    }

    @Test
    void theShippedModelCanBeContinued() throws Exception {
        TrainingConfig config = config(ModelFile.readMetadata(Path.of("../data-samples/model.zip")));
        assertEquals(Objective.EXCEEDANCE, config.objective());
        assertEquals(16, config.crop());
        assertEquals(
                Objective.POISSON,
                config(ModelFile.readMetadata(Path.of("../training/rates.zip"))).objective());
    }

    @Test
    void aNetworkOfAnotherShapeIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.startFrom(
                        model, TrainingConfig.DEFAULT, stores, directory.resolve("n.zip"), Workers.ONE_A_PROCESSOR));
    }

    @Test
    void whatAStoreHoldsOfAPeriodIsDividedAsEver() throws IOException {
        Path store = MovingRain.write(directory.resolve("day"), 288);
        Instant first = Instant.parse("2000-07-01T00:00:00Z");
        LastingSplit split = new LastingSplit(Duration.ofHours(3), 4, Duration.ZERO);
        TrainingStore recent = TrainingStore.recent(
                store, "day", first.plus(Duration.ofHours(1)), first.plus(Duration.ofHours(23)), split);
        assertFalse(recent.training().isEmpty());
        assertTrue(recent.times().size() == 22 * 12 + 1 && recent.data().frames() == 22 * 12 + 1);
        // Blocks of 3 hours from midnight on: two to learn from, one to choose by, one for test, and again.
        long number = first.getEpochSecond() / 10_800 % 4;
        assertEquals(0, number);
        assertEquals(
                List.of(
                        new TrainingPeriod(time("01:00"), time("05:55")),
                        new TrainingPeriod(time("06:00"), time("08:55")),
                        new TrainingPeriod(time("12:00"), time("17:55")),
                        new TrainingPeriod(time("18:00"), time("20:55"))),
                recent.periods());
        assertThrows(
                UnsuitableStoreException.class,
                () -> TrainingStore.recent(store, "day", time("09:00"), time("11:55"), split));
    }

    private static Instant time(String ofTheDay) {
        return Instant.parse("2000-07-01T%s:00Z".formatted(ofTheDay));
    }

    private Trainer continuing(Path checkpoint) throws IOException {
        return Trainer.startFrom(model, config(model.metadata()), stores, checkpoint, Workers.ONE_A_PROCESSOR);
    }

    private static TrainingConfig config(ModelMetadata metadata) {
        return TrainingConfig.continuing(metadata, 3, 1e-3, 18, 2);
    }

    private static float[] weights(ModelFile file) {
        return file.network().params().toFloatVector();
    }
}
