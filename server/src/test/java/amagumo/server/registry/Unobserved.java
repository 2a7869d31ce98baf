package amagumo.server.registry;

import amagumo.model.train.TrainingObserver;

/** Nobody looks. */
final class Unobserved implements TrainingObserver {

    @Override
    public void stepped(StepReport report) {}

    @Override
    public void validated(ValidationReport report) {}

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {}
}
