package amagumo.server.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import amagumo.server.config.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's, started for the tests of one Java machine on a free port of loopback, with password
 * checks. As root it is started as the user {@code postgres}, since PostgreSQL does not run as root.
 */
public final class PostgresServer {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "amagumo";
    private static final String PASSWORD = "a test's password";
    private static Optional<PostgresServer> shared = Optional.empty();

    private final Path directory;
    private final Path programs;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path directory, Path programs, int port) {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
    }

    /** Settings of an empty database on it; the test is skipped where there is no PostgreSQL. */
    public static synchronized DatabaseSettings newDatabase() throws IOException, InterruptedException {
        if (shared.isEmpty()) {
            shared = Optional.of(start());
        }
        return shared.get().create();
    }

    private static PostgresServer start() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed (Debian: postgresql)");
        Path directory = Files.createTempDirectory("amagumo-postgresql");
        PostgresServer server = new PostgresServer(directory, programs.get(), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        Files.writeString(server.passwordFile(), PASSWORD);
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", directory.toString()));
        }
        server.postgres(
                "initdb",
                "--no-sync",
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + server.passwordFile(),
                "--pgdata=" + server.data());
        server.postgres(
                "pg_ctl",
                "--wait",
                "--pgdata=" + server.data(),
                "--log=" + directory.resolve("log"),
                "--options=-h 127.0.0.1 -p %d -c unix_socket_directories= -c fsync=off -c timezone=Asia/Tokyo"
                        .formatted(server.port),
                "start");
        return server;
    }

    private DatabaseSettings create() throws IOException, InterruptedException {
        String name = "test" + databases.incrementAndGet();
        run(List.of(
                "env",
                "PGPASSWORD=" + PASSWORD,
                programs.resolve("createdb").toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER,
                name));
        return new DatabaseSettings(
                Optional.of("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name)),
                Optional.of(USER),
                Optional.of(passwordFile()));
    }

    private void stop() {
        try {
            postgres("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "stop");
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void postgres(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("amagumo-postgresql", ".log");
        int status = new ProcessBuilder(command)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        if (status != 0) {
            throw new IOException("%s ended with %d: %s".formatted(command, status, said));
        }
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .reduce((older, newer) -> newer);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
