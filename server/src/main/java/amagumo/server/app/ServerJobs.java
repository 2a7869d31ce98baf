package amagumo.server.app;

import amagumo.ingest.store.FrameStore;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.destination.Deliveries;
import amagumo.server.destination.ForecastExport;
import amagumo.server.destination.Targets;
import amagumo.server.forecast.Forecasts;
import amagumo.server.jobs.AttemptLogs;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.jobs.task.ExportJob;
import amagumo.server.jobs.task.ForecastJob;
import amagumo.server.jobs.task.NotifyJob;
import amagumo.server.jobs.task.PromoteJob;
import amagumo.server.jobs.task.PruneJob;
import amagumo.server.jobs.task.TrainJob;
import amagumo.server.jobs.task.VerifyJob;
import amagumo.server.jobs.task.WatchJob;
import amagumo.server.jobs.task.WithDiskSpace;
import amagumo.server.jobs.task.WithLimits;
import amagumo.server.outgoing.HttpPost;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.registry.ChallengerTraining;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.Promotion;
import amagumo.server.retention.DiskSpace;
import amagumo.server.retention.FrameRetention;
import amagumo.server.retention.HalfWrittenFiles;
import amagumo.server.retention.Pruning;
import amagumo.server.source.Poller;
import amagumo.server.subscription.Notifier;
import amagumo.server.subscription.Subscriptions;
import amagumo.server.verification.ForecastVerification;
import amagumo.server.verification.ScoreFolding;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The jobs that a server has: those that its settings give something to do. */
final class ServerJobs {

    /** A correction that comes later than this after its frame does not change scores any more. */
    private static final Duration VERIFICATION_REACH = Duration.ofDays(1);

    /** Standard Webhooks: receivers answer within 15 to 30 seconds. */
    private static final Duration NOTIFICATION_TIMEOUT = Duration.ofSeconds(20);

    private final Database database;
    private final Path store;
    private final ModelRegistry registry;
    private final Outgoing outgoing;
    private final Settings settings;
    private final DiskSpace disk;

    /**
     * @param store directory of the frames
     * @param registry of the server's models
     * @param outgoing what sends to other machines
     */
    ServerJobs(Database database, Path store, ModelRegistry registry, Outgoing outgoing, Settings settings) {
        this.database = database;
        this.store = store;
        this.registry = registry;
        this.outgoing = outgoing;
        this.settings = settings;
        this.disk = new DiskSpace(settings.serve().state(), settings.retention().minFreeOctets());
    }

    /**
     * Starts them.
     *
     * @param scores where the scores of forecasts are kept
     * @param subscriptions of those who are told of rain
     * @param poller what brings frames, if the server does so itself
     * @throws IOException if the store cannot be read
     */
    JobServer start(Forecasts forecasts, ScoreStore scores, Subscriptions subscriptions, Optional<Poller> poller)
            throws IOException {
        return JobServer.start(
                database, settings.jobs(), settings.serve().logs(), jobs(forecasts, scores, subscriptions, poller));
    }

    List<Job> jobs(Forecasts forecasts, ScoreStore scores, Subscriptions subscriptions, Optional<Poller> poller)
            throws IOException {
        Deliveries deliveries = new Deliveries(database.jdbi());
        Supplier<Optional<NominalTimes>> baseTimes = () -> forecasts
                .frames()
                .description()
                .map(store -> new NominalTimes(Duration.ofMinutes(store.stepMinutes()), Duration.ZERO));
        Optional<ExportJob> export = settings.export().destinations().isEmpty()
                ? Optional.empty()
                : Optional.of(export(forecasts, deliveries, baseTimes));
        List<String> then = export.isPresent() ? List.of(ExportJob.NAME, VerifyJob.NAME) : List.of(VerifyJob.NAME);
        // The store is opened anew, for what changes in one is reported once, and the forecasts depend on that.
        FrameStore frames = FrameStore.openOrAwait(store);
        ForecastJob forecast = new ForecastJob(
                forecasts,
                baseTimes,
                (made, storing) -> export.ifPresent(sending -> sending.want(made, storing)),
                then);
        List<Job> jobs = new ArrayList<>();
        jobs.add(
                new WatchJob(poller, forecasts, forecast, disk, settings.serve().refresh()));
        jobs.add(new WithDiskSpace(forecast, disk));
        ForecastVerification verification = new ForecastVerification(frames, forecasts, scores, VERIFICATION_REACH);
        jobs.add(new WithDiskSpace(new VerifyJob(verification, baseTimes, database.clock()), disk));
        jobs.add(limited(new PruneJob(prunings(forecasts, deliveries, subscriptions), database.clock())));
        if (!settings.outgoing().hosts().isEmpty()) {
            jobs.add(notifying(forecasts, subscriptions));
        }
        export.ifPresent(sending -> jobs.add(new WithDiskSpace(sending, disk)));
        if (settings.serve().nowcaster().model().isPresent()) {
            ChallengerTraining training = new ChallengerTraining(
                    registry, settings.models(), store, settings.serve().state());
            jobs.add(limited(new WithDiskSpace(new TrainJob(registry, training, settings.models()), disk)));
            jobs.add(limited(new PromoteJob(registry, new Promotion(registry, settings.models(), store))));
        }
        return jobs;
    }

    private Job limited(Job job) {
        return new WithLimits(job, settings.jobs());
    }

    private Job notifying(Forecasts forecasts, Subscriptions subscriptions) {
        HttpPost post = new HttpPost(
                outgoing,
                Set.copyOf(settings.outgoing().hosts()),
                settings.outgoing().webhooks().privateAddresses(),
                NOTIFICATION_TIMEOUT);
        return new NotifyJob(forecasts, new Notifier(subscriptions, post, Clock.systemUTC()));
    }

    private List<Pruning> prunings(Forecasts forecasts, Deliveries deliveries, Subscriptions subscriptions) {
        Path state = settings.serve().state();
        Path logs = settings.serve().logs();
        Duration keep = settings.jobs().keepAttempts();
        AttemptStore attempts = new AttemptStore(database.jdbi());
        ScoreFolding folding = new ScoreFolding(database.jdbi());
        FrameRetention frames = new FrameRetention(store, settings.retention());
        HalfWrittenFiles halfWritten = new HalfWrittenFiles(
                List.of(state, store), List.of(exportScratch(), settings.serve().answers()));
        return List.of(
                now -> Pruning.counted(forecasts.prune(), "forecasts"),
                now -> Pruning.counted(frames.prune(now).days().size(), "days of frames"),
                now -> Pruning.counted(
                        attempts.prune(
                                now.minus(keep),
                                old -> Files.deleteIfExists(AttemptLogs.file(logs, old.job(), old.id()))),
                        "attempts"),
                now -> {
                    deliveries.forgetBefore(now.minus(keep));
                    subscriptions.forgetBefore(now.minus(keep));
                    return Optional.empty();
                },
                now -> Pruning.counted(
                        registry.prune(settings.retention().models(), ChallengerTraining.parents(state)::contains),
                        "models"),
                now -> Pruning.counted(folding.fold(now), "days of scores of single forecasts"),
                now -> Pruning.counted(
                        ChallengerTraining.removeLeft(state, now.minus(keep)), "trainings that never ended"),
                now -> Pruning.counted(halfWritten.remove(now), "half-written files"));
    }

    private Path exportScratch() {
        return settings.serve().state().resolve("export");
    }

    private ExportJob export(Forecasts forecasts, Deliveries deliveries, Supplier<Optional<NominalTimes>> baseTimes) {
        return new ExportJob(
                forecasts,
                new ForecastExport(
                        Targets.of(settings.export().destinations(), outgoing),
                        deliveries,
                        exportScratch(),
                        database.clock()),
                baseTimes,
                Optional.ofNullable(settings.jobs().skipOlderThan().get(ExportJob.NAME)));
    }
}
