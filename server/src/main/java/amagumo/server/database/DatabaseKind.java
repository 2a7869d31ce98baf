package amagumo.server.database;

import amagumo.server.config.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The two databases that there are. */
enum DatabaseKind {
    /**
     * A file. Readers do not wait for the writer (WAL). A commit is on the disk when it returns (synchronous FULL), as a
     * lost one could let a result be stored twice. Transactions take the writer's place at their start: taken in the
     * middle, it would be refused at once to one of two that both have read.
     */
    SQLITE {
        @Override
        String name(DatabaseSettings settings, Path state) {
            return state.resolve(Database.FILE).toString();
        }

        @Override
        DataSource dataSource(DatabaseSettings settings, Path state) {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
            config.enforceForeignKeys(true);
            SQLiteDataSource source = new SQLiteDataSource(config);
            // As a URI, a path may hold a question mark.
            source.setUrl("jdbc:sqlite:"
                    + state.resolve(Database.FILE).toAbsolutePath().toUri());
            return source;
        }

        /** The machine's: a file has none. */
        @Override
        InstantSource clock(Jdbi jdbi) {
            return InstantSource.system();
        }
    },
    /** A server of its own. */
    POSTGRESQL {
        /** The address without parameters, which may hold what is not to be told. */
        @Override
        String name(DatabaseSettings settings, Path state) {
            return settings.url().orElseThrow().replaceFirst("\\?.*", "");
        }

        @Override
        DataSource dataSource(DatabaseSettings settings, Path state) throws IOException {
            PGSimpleDataSource source = new PGSimpleDataSource();
            try {
                source.setUrl(settings.url().orElseThrow());
            } catch (IllegalArgumentException e) {
                throw new DatabaseException(name(settings, state), "is not an address of a PostgreSQL database");
            }
            if (!settings.url().orElseThrow().contains("socketTimeout=")) {
                source.setSocketTimeout((int) SILENCE.toSeconds());
            }
            source.setTcpKeepAlive(true);
            settings.user().ifPresent(source::setUser);
            if (settings.passwordFile().isPresent()) {
                source.setPassword(
                        Files.readString(settings.passwordFile().get()).strip());
            }
            return source;
        }

        @Override
        InstantSource clock(Jdbi jdbi) {
            String question = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
            return new DatabaseClock(() -> Instant.ofEpochMilli(jdbi.withHandle(
                    handle -> handle.createQuery(question).mapTo(Long.class).one())));
        }
    };

    /** Whatever a statement takes longer than is taken for a server that is not there any more, unless the address says otherwise. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** The longest that a writer waits for another one; each takes milliseconds. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(20);

    static DatabaseKind of(DatabaseSettings settings) {
        return settings.url().isPresent() ? POSTGRESQL : SQLITE;
    }

    /** What errors call it. */
    abstract String name(DatabaseSettings settings, Path state);

    abstract DataSource dataSource(DatabaseSettings settings, Path state) throws IOException;

    abstract InstantSource clock(Jdbi jdbi);
}
