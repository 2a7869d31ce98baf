package amagumo.model.train;

import amagumo.model.motion.ReferenceFrame;
import amagumo.model.threads.Workers;
import amagumo.model.train.TrainingObserver.StepReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A training in a process of its own, to be killed. Says on standard output after which step it is. */
final class TrainingProcess {

    private TrainingProcess() {}

    /** Arguments: store, checkpoint, last step. Goes on where the checkpoint is, if there is one. */
    public static void main(String[] arguments) throws Exception {
        Path checkpoint = Path.of(arguments[1]);
        List<TrainingStore> stores = List.of(
                TrainingStore.whole(Path.of(arguments[0]), "train"),
                TrainingStore.heldOut(Path.of(arguments[0]), "validate"));
        Trainer trainer = Files.exists(checkpoint)
                ? Trainer.resume(checkpoint, stores, checkpoint, Workers.ONE_A_PROCESSOR)
                : Trainer.start(
                        TrainerTest.config(ReferenceFrame.LAGRANGIAN, 1e-2),
                        stores,
                        checkpoint,
                        Workers.ONE_A_PROCESSOR);
        trainer.run(Long.parseLong(arguments[2]), Duration.ofHours(1), new TrainerTest.Record() {
            @Override
            public void stepped(StepReport report) {
                System.out.println(report.step());
            }
        });
        System.exit(0);
    }
}
