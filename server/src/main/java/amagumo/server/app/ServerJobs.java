package amagumo.server.app;

import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.Forecasts;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.task.ForecastJob;
import amagumo.server.jobs.task.PruneJob;
import amagumo.server.jobs.task.WatchJob;
import amagumo.server.source.Poller;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The jobs that a server has. */
final class ServerJobs {

    private ServerJobs() {}

    static JobServer start(Database database, Forecasts forecasts, Optional<Poller> poller, Settings settings) {
        Path logs = settings.serve().logs();
        ForecastJob forecast = new ForecastJob(forecasts);
        List<Job> jobs = List.of(
                new WatchJob(poller, forecasts, forecast, settings.serve().refresh()),
                forecast,
                new PruneJob(
                        new AttemptStore(database.jdbi()), logs, settings.jobs().keepAttempts(), database.clock()));
        return JobServer.start(database, settings.jobs(), logs, jobs);
    }
}
