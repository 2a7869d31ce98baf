package amagumo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that is mounted for a test. */
public final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /**
     * Mounts one; where that is not permitted, the test is skipped.
     *
     * @param path a directory that is made for it
     * @param kibibytes what it has room for
     */
    public static SmallDisk mount(Path path, int kibibytes) throws IOException {
        Files.createDirectory(path);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=%dk".formatted(kibibytes), "tmpfs", path.toString()) == 0;
        assumeTrue(mounted, "a small disk cannot be mounted here");
        return new SmallDisk(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        assertEquals(0, run("umount", path.toString()));
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
