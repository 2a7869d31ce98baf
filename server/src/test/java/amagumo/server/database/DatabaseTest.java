package amagumo.server.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseTest {

    private final TestDatabase kind;

    @TempDir
    private Path state;

    private DatabaseSettings settings;

    DatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void chooseDatabase() throws Exception {
        settings = kind.settings();
    }

    @Test
    void makesItsTablesAndFindsThemAgain() throws Exception {
        try (Database database = Database.open(settings, state)) {
            insert(database.jdbi(), "first", new byte[] {0, -1, 39});
        }
        try (Database database = Database.open(settings, state)) {
            assertArrayEquals(new byte[] {0, -1, 39}, database.jdbi().withHandle(handle -> handle.createQuery(
                            "select task_data from scheduled_tasks")
                    .mapTo(byte[].class)
                    .one()));
        }
    }

    @Test
    void severalThatOpenAnEmptyDatabaseAtOnceAgreeOnItsTables() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Database>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(threads.submit(() -> Database.open(settings, state)));
            }
            for (Future<Database> database : opened) {
                database.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void concurrentReadersThatThenWriteWaitForEachOther() throws Exception {
        int writers = 8;
        int rounds = 25;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try (Database database = Database.open(settings, state)) {
            insert(database.jdbi(), "counted", new byte[0]);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        database.jdbi().useTransaction(handle -> {
                            handle.createUpdate("update scheduled_tasks set version = version + 1")
                                    .execute();
                            handle.createQuery("select version from scheduled_tasks")
                                    .mapTo(Long.class)
                                    .one();
                            handle.createUpdate("update scheduled_tasks set version = version + 1")
                                    .execute();
                        });
                    }
                }));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertEquals(1 + 2 * writers * rounds, number(database.jdbi(), "select version from scheduled_tasks"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() throws Exception {
        try (Database database = Database.open(settings, state)) {
            assertThrows(IllegalStateException.class, () -> database.jdbi().useTransaction(handle -> {
                handle.execute("delete from scheduled_tasks");
                insert(handle, "torn");
                throw new IllegalStateException("given up");
            }));
            assertEquals(0, number(database.jdbi(), "select count(*) from scheduled_tasks"));
        }
    }

    @Test
    void answersWhileItIsOpen() throws Exception {
        Database database = Database.open(settings, state);
        assertTrue(database.isAnswering());
        database.close();
        assertFalse(database.isAnswering());
    }

    private static void insert(Handle handle, String name) {
        handle.createUpdate("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values (:name, 'x', :time, false, 1)")
                .bind("name", name)
                .bind("time", new Timestamp(0))
                .execute();
    }

    private static void insert(Jdbi jdbi, String name, byte[] data) {
        jdbi.useHandle(handle -> {
            insert(handle, name);
            handle.createUpdate("update scheduled_tasks set task_data = :data where task_name = :name")
                    .bind("data", data)
                    .bind("name", name)
                    .execute();
        });
    }

    private static long number(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
