package amagumo.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobStore;
import amagumo.server.jobs.Outcome;
import amagumo.server.registry.Alias;
import amagumo.server.registry.Aliases;
import amagumo.server.registry.ModelCard;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import amagumo.server.registry.RefusedMoveException;
import amagumo.server.verification.LeadScores;
import amagumo.server.verification.ScoreFolding;
import amagumo.server.verification.ScoreQuery;
import amagumo.server.verification.ScoreStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that an older version made and filled, once this one has opened it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OldDatabaseTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/amagumo/migrations");

    /** The tables as they first were; what came later has other numbers, lower ones too. */
    private static final Set<String> FIRST = Set.of("V1", "V2", "V10", "V20", "V30");

    private static final Instant NIGHT = Instant.parse("2024-03-01T18:00:00Z");
    private static final String SHA256 = "ab".repeat(32);

    private final TestDatabase kind;

    @TempDir
    private Path directory;

    private Path state;
    private DatabaseSettings settings;

    OldDatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void fillAnOldDatabase() throws Exception {
        state = Files.createDirectories(directory.resolve("var"));
        settings = kind.settings();
        DataSource source = DatabaseKind.of(settings).dataSource(settings, state);
        Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + oldMigrations())
                .table("schema_history")
                .placeholderReplacement(false)
                .load()
                .migrate();
        Jdbi.create(source).useTransaction(OldDatabaseTest::fill);
    }

    private Path oldMigrations() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old"));
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (FIRST.contains(name.substring(0, name.indexOf('_')))) {
                    Files.copy(file, old.resolve(name));
                }
            }
        }
        return old;
    }

    private static void fill(Handle handle) {
        handle.execute(
                "insert into jobs (name, trigger_name, paused) values ('train', 'ON_REQUEST', 'somebody: holidays')");
        handle.execute("insert into job_parameters (job, name, content) values ('train', 'newest-version', '2')");
        handle.execute("update counters set last_value = 7 where name = 'attempt'");
        handle.execute(
                "insert into attempts (id, job, nominal_time, instance, request, started_by, parameters, server, start_time,"
                        + " end_time, outcome, reason, overrun) values (7, 'train', ?, 'x', 'r', 'schedule', '{}', 'old', ?, ?,"
                        + " 'succeeded', 'trained model version 2', ?)",
                NIGHT.toEpochMilli(),
                NIGHT.toEpochMilli(),
                NIGHT.plusSeconds(60).toEpochMilli(),
                false);
        for (int version = 1; version <= 2; version++) {
            handle.execute(
                    "insert into model_versions (version, sha256, name, octets, registered, parent, lineage)"
                            + " values (?, ?, 'kanto', 10, ?, ?, ?)",
                    version,
                    version == 1 ? SHA256 : "cd".repeat(32),
                    NIGHT.toEpochMilli(),
                    version == 1 ? null : 1,
                    "{\"origin\":\"an old server\",\"data\":[],\"periods\":[],\"steps\":5,\"settings\":{},\"scores\":{\"mse\":2.5}}");
        }
        handle.execute("insert into model_aliases (alias, version) values ('champion', 2)");
        handle.execute("insert into model_alias_moves (revision, alias, to_version, moved, who, why)"
                + " values (1, 'champion', 2, 0, 'an old server', 'better')");
        handle.execute("update model_registry set revision = 1");
        handle.execute(
                "insert into deliveries (forecast, destination, format, base_time, state, attempts, moment, reason)"
                        + " values ('2024-03-01T18:00:00Z rover 0123', 'share', 'NETCDF', 0, 'waiting', 1, 0, 'it was away')");
        for (int lead : List.of(5, 10)) {
            insertScore(handle, lead);
        }
    }

    /** Whatever is counted or summed is 1. */
    private static void insertScore(Handle handle, int lead) {
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        handle.createQuery("select * from forecast_scores").scanResultSet((rows, context) -> {
            ResultSetMetaData table = rows.get().getMetaData();
            for (int i = 1; i <= table.getColumnCount(); i++) {
                columns.add(table.getColumnName(i));
                values.add(table.getColumnType(i) == Types.VARCHAR ? "kanto" : (Object) 1);
            }
            return null;
        });
        values.set(columns.indexOf("base_time"), NIGHT.toEpochMilli());
        values.set(columns.indexOf("lead_minutes"), lead);
        handle.execute(
                "insert into forecast_scores (%s) values (%s)"
                        .formatted(
                                String.join(", ", columns),
                                columns.stream().map(column -> "?").collect(Collectors.joining(", "))),
                values.toArray());
    }

    @Test
    void attemptsJobsAndTheValuesThatRunsLeftAreThere() throws Exception {
        try (Database database = Database.open(settings, state)) {
            Attempt attempt = new AttemptStore(database.jdbi())
                    .page("train", OptionalLong.empty(), 10)
                    .get(0);
            assertEquals(7, attempt.id());
            assertEquals(Outcome.SUCCEEDED, attempt.outcome());
            assertEquals(NIGHT, attempt.nominalTime());
            assertEquals("trained model version 2", attempt.reason());
            JobStore jobs = new JobStore(database.jdbi());
            assertEquals(
                    Optional.of("somebody: holidays"),
                    jobs.find("train").orElseThrow().paused());
            assertEquals(Map.of("newest-version", "2"), jobs.parameters("train"));
            assertEquals(List.of("it was away"), database.jdbi().withHandle(handle -> handle.createQuery(
                            "select reason from deliveries where state = 'waiting'")
                    .mapTo(String.class)
                    .list()));
        }
    }

    @Test
    void modelsAndAliasesAreThereAndGoOnAsNewOnesDo() throws Exception {
        try (Database database = Database.open(settings, state)) {
            ModelRegistry registry = ModelRegistry.of(database, state, Clock.systemUTC());
            assertEquals(new Aliases(1, Map.of(Alias.CHAMPION, 2L)), registry.aliases());
            ModelVersion champion = registry.find(Alias.CHAMPION).orElseThrow();
            assertEquals(Optional.of(1L), champion.parent());
            assertEquals(Map.of("mse", 2.5), champion.lineage().scores());
            assertEquals(Optional.empty(), champion.removed());
            assertEquals("kanto", ModelCard.of(registry, SHA256).orElseThrow().name());

            Files.write(Files.createDirectories(state.resolve("models")).resolve(SHA256 + ".zip"), new byte[10]);
            assertEquals(1, registry.prune(1, sha256 -> false), "the other one serves");
            assertTrue(registry.find(1).orElseThrow().removed().isPresent());
            assertThrows(RefusedMoveException.class, () -> registry.promote(registry.aliases(), 1, "a test", "no"));
        }
    }

    @Test
    void scoresAnswerAndAreFoldedAsThoseOfTodayAre() throws Exception {
        try (Database database = Database.open(settings, state)) {
            ScoreStore scores = new ScoreStore(database.jdbi(), "kanto");
            List<LeadScores> before = scores.sums(ScoreQuery.since(Instant.EPOCH));
            assertEquals(
                    List.of(5, 10), before.stream().map(LeadScores::leadMinutes).toList());
            assertEquals(1, before.get(0).sums().frames());
            assertEquals(1, new ScoreFolding(database.jdbi()).fold(NIGHT.plusSeconds(30 * 86_400)));
            assertEquals(before, scores.sums(ScoreQuery.since(Instant.EPOCH)));
        }
    }
}
