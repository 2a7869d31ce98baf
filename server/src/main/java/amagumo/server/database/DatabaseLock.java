package amagumo.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A place beside the file of SQLite that one process can hold: as its only server, or while it brings the tables up to date.
 * It is the operating system's lock of a file, which ends with the process however that ends.
 */
final class DatabaseLock implements AutoCloseable {

    /** Where there is nothing to hold. */
    static final DatabaseLock NONE = new DatabaseLock(() -> {});

    private static final ReentrantLock MIGRATION = new ReentrantLock();

    /** States whose servers are in this process: to open and close their locks' files again would end the locks. */
    private static final Set<Path> SERVED = ConcurrentHashMap.newKeySet();

    /** What ends the hold. */
    @FunctionalInterface
    private interface Release {
        void run() throws IOException;
    }

    private final Release release;

    private DatabaseLock(Release release) {
        this.release = release;
    }

    /**
     * The place of the only server.
     *
     * @throws DatabaseException if another one has it
     */
    static DatabaseLock ofServer(Path state) throws IOException {
        Path real = state.toRealPath();
        if (!SERVED.add(real)) {
            throw taken(state);
        }
        try {
            FileChannel channel = open(real.resolve("server.lock"));
            if (channel.tryLock() == null) {
                channel.close();
                throw taken(state);
            }
            return new DatabaseLock(() -> {
                channel.close();
                SERVED.remove(real);
            });
        } catch (IOException | RuntimeException e) {
            SERVED.remove(real);
            throw e;
        }
    }

    private static DatabaseException taken(Path state) {
        return new DatabaseException(
                state.toString(),
                "another server uses it; several servers share a PostgreSQL database, or have a state of their own each");
    }

    /** The place of who brings the tables up to date, once nobody else has it. */
    static DatabaseLock ofMigration(Path state) throws IOException {
        MIGRATION.lock(); // the operating system's lock is between processes only
        try {
            FileChannel channel = open(state.resolve("migration.lock"));
            channel.lock();
            return new DatabaseLock(() -> {
                try {
                    channel.close();
                } finally {
                    MIGRATION.unlock();
                }
            });
        } catch (IOException | RuntimeException e) {
            MIGRATION.unlock();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() {
        try {
            release.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
