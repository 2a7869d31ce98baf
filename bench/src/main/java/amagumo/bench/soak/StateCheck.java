package amagumo.bench.soak;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.store.FrameStore;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.KeptFile;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptLogs;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.Outcome;
import amagumo.server.registry.Alias;
import amagumo.server.registry.Aliases;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what lies on the disk after a server has ended is what one that ended well could have left. */
final class StateCheck {

    private static final List<String> JOBS =
            List.of("watch", "forecast", "verify", "export", "train", "promote", "prune");
    private static final String UNFINISHED = ".unfinished-";

    private final Path directory;
    private final Path state;
    private final String when;
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param directory in which the state, the store and what is sent lie
     * @param when for what is said
     */
    StateCheck(Path directory, String when) {
        this.directory = directory;
        this.state = directory.resolve("state");
        this.when = when;
    }

    /** What is wrong, a sentence each. */
    List<String> run() throws IOException {
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, state)) {
            database(database);
            attempts(new AttemptStore(database.jdbi()));
            registry(ModelRegistry.of(database, state, Clock.systemUTC()));
        }
        store();
        forecasts();
        sent();
        return wrong;
    }

    private void database(Database database) {
        database.jdbi().useHandle(handle -> {
            String integrity = handle.createQuery("pragma integrity_check")
                    .mapTo(String.class)
                    .first();
            check(integrity.equals("ok"), "the database says %s", integrity);
            int running = handle.createQuery(
                            "select count(*) from (select job, instance from attempts where outcome = 'running'"
                                    + " group by job, instance having count(*) > 1)")
                    .mapTo(Integer.class)
                    .one();
            check(running == 0, "%d runs have two attempts at once", running);
            int leases = handle.createQuery(
                            "select count(*) from attempts a where outcome = 'running' and not exists"
                                    + " (select 1 from leases l where l.job = a.job and l.instance = a.instance and l.attempt = a.id)")
                    .mapTo(Integer.class)
                    .one();
            check(leases == 0, "%d attempts run without their lease", leases);
            int unscheduled = handle.createQuery(
                            "select count(*) from attempts a where outcome = 'running' and not exists (select 1 from"
                                    + " scheduled_tasks s where s.task_name = a.job and s.task_instance = a.instance)")
                    .mapTo(Integer.class)
                    .one();
            check(unscheduled == 0, "%d attempts run that nobody would take up again", unscheduled);
            int twice = handle.createQuery(
                            "select count(*) from (select request from attempts where outcome = 'succeeded'"
                                    + " and job <> 'watch' group by job, request having count(*) > 1)")
                    .mapTo(Integer.class)
                    .one();
            check(twice == 0, "%d requests succeeded twice", twice);
        });
    }

    private void attempts(AttemptStore attempts) {
        for (String job : JOBS) {
            for (Attempt attempt : attempts.page(job, OptionalLong.empty(), 500)) {
                boolean began = attempt.end().isEmpty() || attempt.end().get().isAfter(attempt.start());
                Path log = AttemptLogs.file(state.resolve("logs"), job, attempt.id());
                // Its server may have ended before its log was there.
                boolean justBegun = attempt.end().isEmpty() || attempt.outcome() == Outcome.LOST_LEASE;
                check(justBegun || !began || Files.exists(log), "attempt %d of %s has no log", attempt.id(), job);
            }
        }
    }

    private void registry(ModelRegistry registry) throws IOException {
        Aliases aliases = registry.aliases();
        check(aliases.of(Alias.CHAMPION).isPresent(), "there is no champion");
        Set<String> known = new HashSet<>();
        for (ModelVersion version : registry.before(Long.MAX_VALUE, 1000)) {
            known.add(version.sha256() + ".zip");
            if (version.removed().isEmpty()) {
                registry.file(version); // looks at each octet
            }
        }
        for (Alias alias : Alias.values()) {
            Optional<Long> now = aliases.of(alias);
            Optional<Long> moved = registry.moves(1000).stream()
                    .filter(move -> move.alias() == alias)
                    .findFirst()
                    .flatMap(move -> move.to());
            check(now.equals(moved), "%s stands for %s, its last move was to %s", alias, now, moved);
            check(now.isEmpty() || registry.find(now.get()).isPresent(), "%s stands for what is not there", alias);
        }
        for (Path file : files(state.resolve("models"))) {
            check(
                    file.getFileName().toString().equals(Sha256.of(Files.readAllBytes(file)) + ".zip"),
                    "%s is damaged",
                    file);
        }
    }

    private void store() throws IOException {
        FrameStore store = FrameStore.open(directory.resolve("store"));
        store.verify().forEach(damage -> check(false, "%s", damage));
    }

    private void forecasts() throws IOException {
        Path kept = state.resolve("forecasts/store");
        if (Files.exists(kept)) {
            ForecastArchive archive = ForecastArchive.open(kept);
            check(
                    files(kept).size() == archive.files().size(),
                    "%d files lie where %d forecasts are kept",
                    files(kept).size(),
                    archive.files().size());
            for (KeptFile file : archive.files().values()) {
                try (ForecastFile open = ForecastFile.open(file.path())) {
                    open.requireNamed(file, open.header());
                    open.verify();
                } catch (IOException e) {
                    check(false, "%s", e.getMessage());
                }
            }
        }
    }

    private void sent() throws IOException {
        for (Path file : files(directory.resolve("share"))) {
            if (file.toString().endsWith(".grib2")) {
                int leads = JmaRain.read(file.toString(), Files.readAllBytes(file), Optional.empty())
                        .size();
                check(leads == 15, "%s has %d leads", file, leads);
            } else {
                check(Files.size(file) > 0, "%s is empty", file);
            }
        }
    }

    /** What is wrong, of this too: whether all is done, once a server has had its time and has stopped. */
    List<String> nothingIsLeft() throws IOException {
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, state)) {
            int open = database.jdbi()
                    .withHandle(handle -> handle.createQuery("select count(*) from attempts where outcome = 'running'")
                            .mapTo(Integer.class)
                            .one());
            check(open == 0, "%d attempts run though no server does", open);
            int waiting = database.jdbi().withHandle(handle -> handle.createQuery(
                            "select count(*) from deliveries where state <> 'delivered'")
                    .mapTo(Integer.class)
                    .one());
            check(waiting == 0, "%d deliveries are not made", waiting);
        }
        for (String place : List.of("state/training", "state/export")) {
            check(files(directory.resolve(place)).isEmpty(), "%s is not empty", place);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            long unfinished =
                    all.filter(file -> file.toString().contains(UNFINISHED)).count();
            System.out.println("%d unfinished files are left behind".formatted(unfinished));
        }
        return wrong;
    }

    /** Files, but for hidden ones: those that were being written. */
    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private void check(boolean holds, String format, Object... values) {
        if (!holds) {
            wrong.add(when + ": " + format.formatted(values));
        }
    }
}
