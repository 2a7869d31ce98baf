package amagumo.server.training;

import amagumo.model.file.ModelMetadata;
import amagumo.model.train.Trainer;

/**
 * What a training run came to.
 *
 * @param end why it ended
 * @param lastStep after how many steps in all
 * @param model what the model file says of the model, such as how many steps its weights have seen
 */
public record TrainingOutcome(Trainer.End end, long lastStep, ModelMetadata model) {}
