package amagumo.server.training;

import amagumo.model.file.ModelMetadata;
import amagumo.model.train.Trainer;

/**
 * The outcome of a training run.
 *
 * @param end why it ended
 * @param lastStep after how many steps in all it ended
 * @param model what the model file says about the model, such as how many steps its weights were trained for
 */
public record TrainingOutcome(Trainer.End end, long lastStep, ModelMetadata model) {}
