package amagumo.server.jobs.task;

import amagumo.model.train.UnsuitableStoreException;
import amagumo.server.config.ModelSettings;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.jobs.RunParameter;
import amagumo.server.registry.Alias;
import amagumo.server.registry.ChallengerTraining;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a challenger from the model that serves, and asks for its judgement. */
public final class TrainJob implements Job {

    /** The job's name. */
    public static final String NAME = "train";

    /** The parameter of a run that says how many minutes it takes, where that is to be less than the settings have. */
    static final String MINUTES = "minutes";

    private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

    private final ModelRegistry registry;
    private final ChallengerTraining training;
    private final ModelSettings settings;

    public TrainJob(ModelRegistry registry, ChallengerTraining training, ModelSettings settings) {
        this.registry = registry;
        this.training = training;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@inheritDoc} Once a day where the settings say when, else where somebody asks for it. */
    @Override
    public JobPolicy policy() {
        return settings.trainAt()
                .map(time -> JobPolicy.onSchedule(daily(time)))
                .orElseGet(JobPolicy::onRequest)
                .withExpected(settings.training().time().multipliedBy(2))
                .withParameters(minutes(settings.training().time().toMinutes()));
    }

    private static List<RunParameter> minutes(long most) {
        return most < 1 ? List.of() : List.of(new RunParameter(MINUTES, 1, (int) most));
    }

    private static NominalTimes daily(LocalTime time) {
        return new NominalTimes(Duration.ofDays(1), Duration.ofSeconds(time.toSecondOfDay()));
    }

    private static Optional<Duration> time(AttemptContext attempt) {
        OptionalInt minutes = attempt.given(MINUTES);
        return minutes.isPresent() ? Optional.of(Duration.ofMinutes(minutes.getAsInt())) : Optional.empty();
    }

    @Override
    public JobResult run(AttemptContext attempt) throws Exception {
        if (registry.aliases().of(Alias.CHAMPION).isEmpty()) {
            return JobResult.skipped("there is no champion to begin a training with");
        }
        Optional<ModelVersion> challenger;
        try {
            challenger = training.run(
                    attempt.nominalTime(),
                    time(attempt),
                    "job train, attempt " + attempt.number(),
                    attempt::store,
                    () -> !attempt.mustStop(),
                    LOG::info);
        } catch (UnsuitableStoreException e) {
            if (registry.aliases().of(Alias.CHALLENGER).isPresent()) {
                attempt.request(PromoteJob.NAME, attempt.nominalTime()); // there may be enough to judge it by, now
            }
            return JobResult.skipped(e.getMessage());
        }
        if (challenger.isEmpty()) {
            throw new InterruptedException("the training was stopped; it goes on from its checkpoint");
        }
        attempt.setParameter("newest-version", Long.toString(challenger.get().number()));
        attempt.request(PromoteJob.NAME, attempt.nominalTime());
        return JobResult.succeeded("trained model version %d from version %d"
                .formatted(challenger.get().number(), challenger.get().parent().orElseThrow()));
    }
}
