package amagumo.server.database;

import amagumo.server.config.DatabaseSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The database, with all its tables: PostgreSQL where the settings have its address, else the file {@code amagumo.db} of
 * SQLite in the server's state. Opening it brings the tables up to date. For several threads at once.
 *
 * <p>A room of the server adds tables by a file {@code VNUMBER__NAME.sql} in {@code amagumo/migrations}, in SQL that both
 * databases understand. A file that was released is never changed. Numbers need not be in order of time, so that rooms can
 * have ranges. Moments are {@code bigint} milliseconds since 1970 in UTC, which both databases sort and neither converts.
 */
public final class Database implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:amagumo/migrations";
    /** SQLite's file in a server's state. */
    public static final String FILE = "amagumo.db";

    private static final int CONNECTIONS = 10;
    private static final int ANSWERS_WITHIN_S = 2;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final DatabaseLock serverLock;

    private Database(HikariDataSource pool, DatabaseKind kind, DatabaseLock serverLock) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.clock = kind.clock(jdbi);
        this.serverLock = serverLock;
    }

    /**
     * Opens the database for a command, which may run beside a server.
     *
     * @param state directory of the server's state, which is made if it is not there
     * @throws DatabaseException if it cannot be opened, or is of an unknown form
     * @throws IOException if the directory cannot be made
     */
    public static Database open(DatabaseSettings settings, Path state) throws IOException {
        return open(settings, state, DatabaseLock.NONE);
    }

    /**
     * Opens the database for a server. SQLite serves one server at a time, PostgreSQL several.
     *
     * @param state directory of the server's state, which is made if it is not there
     * @throws DatabaseException if another server has the file of SQLite; see also {@link #open}
     * @throws IOException if the directory cannot be made
     */
    public static Database openForServer(DatabaseSettings settings, Path state) throws IOException {
        if (settings.url().isPresent()) {
            return open(settings, state, DatabaseLock.NONE);
        }
        DatabaseLock lock = DatabaseLock.ofServer(Files.createDirectories(state));
        try {
            return open(settings, state, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Database open(DatabaseSettings settings, Path state, DatabaseLock serverLock) throws IOException {
        Files.createDirectories(state);
        DatabaseKind kind = DatabaseKind.of(settings);
        DataSource source = kind.dataSource(settings, state);
        DatabaseLock migration = kind == DatabaseKind.SQLITE ? DatabaseLock.ofMigration(state) : DatabaseLock.NONE;
        try {
            migrate(source);
            return new Database(pool(source), kind, serverLock);
        } catch (RuntimeException e) {
            throw new DatabaseException(kind.name(settings, state), e);
        } finally {
            migration.close();
        }
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static void migrate(DataSource source) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations(MIGRATIONS)
                .table("schema_history")
                .outOfOrder(true)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }

    /** Connections; each is the caller's until it is closed. */
    public DataSource dataSource() {
        return pool;
    }

    /** Statements and transactions. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** The clock that all servers on this database agree on. */
    public InstantSource clock() {
        return clock;
    }

    /** Whether it answers now and lets a writer in: with SQLite that place may be another process's. */
    public boolean isAnswering() {
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(ANSWERS_WITHIN_S)) {
                return false;
            }
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether this is the only server on it, for as long as it is open. */
    public boolean isExclusive() {
        return serverLock != DatabaseLock.NONE;
    }

    @Override
    public void close() {
        pool.close();
        serverLock.close();
    }
}
