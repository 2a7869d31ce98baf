package amagumo.server.database;

import amagumo.server.config.DatabaseSettings;
import java.io.IOException;

/**
 * Each database that the program runs on. A test of what it stores runs on both: {@code @ParameterizedClass} with
 * {@code @EnumSource(TestDatabase.class)}.
 */
public enum TestDatabase {
    SQLITE,
    POSTGRESQL;

    /** Settings of an empty database; with SQLite it lies in the state's directory. */
    public DatabaseSettings settings() throws IOException, InterruptedException {
        return this == SQLITE ? DatabaseSettings.EMBEDDED : PostgresServer.newDatabase();
    }
}
