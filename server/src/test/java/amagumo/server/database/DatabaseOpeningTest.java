package amagumo.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOpeningTest {

    @TempDir
    private Path directory;

    @Test
    void aSecondServerOnTheSameFileIsRefusedAndACommandIsNot() throws Exception {
        try (Database server = Database.openForServer(DatabaseSettings.EMBEDDED, directory)) {
            DatabaseException refused = assertThrows(
                    DatabaseException.class, () -> Database.openForServer(DatabaseSettings.EMBEDDED, directory));
            assertEquals(
                    directory
                            + ": another server uses it; several servers share a PostgreSQL database, or have a state of"
                            + " their own each",
                    refused.getMessage());
            Database.open(DatabaseSettings.EMBEDDED, directory).close();
            server.jdbi().useHandle(handle -> handle.execute("delete from scheduled_tasks"));
        }
        Database.openForServer(DatabaseSettings.EMBEDDED, directory).close();
    }

    @Test
    void aServerOfAnotherProcessIsSeenUntilThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("held", out.readLine());
            assertThrows(DatabaseException.class, () -> Database.openForServer(DatabaseSettings.EMBEDDED, directory));
            // A refused attempt must not end the holder's lock.
            assertThrows(DatabaseException.class, () -> Database.openForServer(DatabaseSettings.EMBEDDED, directory));
        } finally {
            other.destroyForcibly().waitFor();
        }
        Database.openForServer(DatabaseSettings.EMBEDDED, directory).close();
    }

    /** A server that does nothing but hold its database until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            Database.openForServer(DatabaseSettings.EMBEDDED, Path.of(arguments[0]));
            System.out.println("held");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void thePathOfTheFileMayHoldWhatAddressesMeanOtherwise() throws IOException {
        Path odd = directory.resolve("100% odd?cache=shared#雨 雲");
        Database.open(DatabaseSettings.EMBEDDED, odd).close();
        assertTrue(Files.size(odd.resolve("amagumo.db")) > 0);
    }

    @Test
    void aFileThatIsNotADatabaseIsNamed() throws IOException {
        Files.writeString(directory.resolve("amagumo.db"), "rain ".repeat(1000));
        DatabaseException refused =
                assertThrows(DatabaseException.class, () -> Database.open(DatabaseSettings.EMBEDDED, directory));
        assertTrue(refused.getMessage().startsWith(directory.resolve("amagumo.db") + ": "), refused::getMessage);
        assertTrue(refused.getMessage().contains("file is not a database"), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void aServerThatCannotBeReachedIsNamedWithoutParameters() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        DatabaseSettings nobody = new DatabaseSettings(
                Optional.of("jdbc:postgresql://127.0.0.1:%d/rain?password=secret".formatted(port)),
                Optional.of("amagumo"),
                Optional.empty());
        DatabaseException refused = assertThrows(DatabaseException.class, () -> Database.open(nobody, directory));
        assertTrue(
                refused.getMessage().startsWith("jdbc:postgresql://127.0.0.1:%d/rain: ".formatted(port)),
                refused::getMessage);
        assertFalse(refused.getMessage().contains("secret"), refused::getMessage);
    }

    @Test
    void aWrongPasswordIsToldInOneLine() throws Exception {
        DatabaseSettings right = PostgresServer.newDatabase();
        DatabaseSettings wrong = new DatabaseSettings(
                right.url(), right.user(), Optional.of(Files.writeString(directory.resolve("wrong"), "guess\n")));
        DatabaseException refused = assertThrows(DatabaseException.class, () -> Database.open(wrong, directory));
        assertTrue(refused.getMessage().contains("password authentication failed"), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }
}
