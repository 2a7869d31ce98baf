package amagumo.server.api;

import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Files that are made for one answer and are gone with it. So many are there at a time: one of all Japan may have half a
 * gigabyte. For several threads at once.
 */
final class Scratch {

    private static final String SECONDS_TO_A_PLACE = "10";

    private final Path directory;
    private final Semaphore places;

    /**
     * @param directory for them, which need not be there yet; what a server that is killed leaves there is for {@code prune}
     * @param most how many files there are at a time, at least 1
     */
    Scratch(Path directory, int most) {
        this.directory = directory;
        this.places = new Semaphore(most);
    }

    /** Writes a file at a path, where an empty one is. */
    @FunctionalInterface
    interface Writing {
        void to(Path file) throws IOException;
    }

    /**
     * Makes a file.
     *
     * @return its octets; closing it removes the file
     * @throws ProblemException status 503 if too many are there already
     */
    InputStream make(Context context, Writing writing) throws IOException {
        if (!places.tryAcquire()) {
            context.header("Retry-After", SECONDS_TO_A_PLACE);
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "too many files are being made already");
        }
        Path file = newFile();
        try {
            writing.to(file);
            return new Octets(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            places.release();
            throw e;
        }
    }

    private Path newFile() throws IOException {
        try {
            return Files.createTempFile(Files.createDirectories(directory), "answer", "");
        } catch (IOException e) {
            places.release();
            throw e;
        }
    }

    private final class Octets extends FilterInputStream {

        private final AtomicBoolean closed = new AtomicBoolean();

        Octets(InputStream file) {
            super(file);
        }

        @Override
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                places.release();
                super.close();
            }
        }
    }
}
