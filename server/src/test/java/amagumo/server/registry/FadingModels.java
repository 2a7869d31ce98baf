package amagumo.server.registry;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import amagumo.model.train.Objective;
import amagumo.model.train.Optimizer;
import amagumo.model.train.Trainer;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Small models that have learnt from {@linkplain FadingShowers showers} of another year. */
final class FadingModels {

    private static final Instant ANOTHER_YEAR = Instant.parse("2020-01-01T00:00:00Z");
    /** Beyond those of all stores that tests judge by: showers follow from the number of a frame. */
    private static final int FIRST_FRAME = 10_000;

    private static final int FRAMES = 60;

    private FadingModels() {}

    /** Writes {@code NAME.zip} into a directory: a model that was trained for so many steps at a rate. */
    static Path write(Path directory, String name, double rate, int steps) throws Exception {
        Path store = FadingShowers.write(directory.resolve("of-" + name), ANOTHER_YEAR, FIRST_FRAME, FRAMES);
        TrainingConfig config = new TrainingConfig(
                5,
                TrainingConfig.network(Objective.POISSON, 4, List.of(new CellConfig(4, 3, 3)))
                        .withFirstGuess(),
                4,
                1,
                ReferenceFrame.LAGRANGIAN,
                PixelMap.DEFAULT,
                16,
                2,
                Objective.POISSON,
                Optimizer.ADAM,
                new WarmupCosine(rate, 0, 0, 0),
                0,
                0,
                25,
                100,
                1,
                0);
        Trainer trainer = Trainer.start(
                config,
                List.of(TrainingStore.whole(store, "other")),
                directory.resolve(name + ".checkpoint"),
                Workers.ONE_A_PROCESSOR);
        trainer.run(steps, Duration.ofMinutes(5), new Unobserved());
        Path file = directory.resolve(name + ".zip");
        trainer.model(name, "test 1").write(file);
        return file;
    }
}
