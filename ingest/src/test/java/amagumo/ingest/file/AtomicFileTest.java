package amagumo.ingest.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void aNewFileTakesThePlaceOfTheOldOne() throws IOException {
        AtomicFile.replace(place(), file -> Files.writeString(file, "old"));
        AtomicFile.replace(place(), file -> Files.writeString(file, "new"));
        assertEquals("new", Files.readString(place()));
        AtomicFile.replaceDurably(place(), file -> Files.writeString(file, "newest"));
        assertEquals("newest", Files.readString(place()));
        assertEquals(List.of("out"), names());
    }

    @Test
    void whatRootMakesBelongsToWhoOwnsTheDirectory() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        UserPrincipal nobody =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(folder, nobody);
        AtomicFile.replace(place(), file -> Files.writeString(file, "new"));
        assertEquals(nobody, Files.getOwner(place()));
        Directories.create(folder.resolve("a/b"));
        assertEquals(nobody, Files.getOwner(folder.resolve("a/b")));
    }

    @Test
    void ofTwoWritersOfOneFileTheLastToFinishWinsAndNeitherSpoilsTheOther() throws IOException {
        AtomicFile.replace(place(), outer -> {
            Files.writeString(outer, "begun first");
            AtomicFile.replace(place(), inner -> Files.writeString(inner, "begun second"));
            assertEquals("begun second", Files.readString(place()));
            Files.writeString(outer, ", finished last", StandardOpenOption.APPEND);
        });
        assertEquals("begun first, finished last", Files.readString(place()));
        assertEquals(List.of("out"), names());
    }

    @Test
    void aFailureNamesTheFileThatWasAskedForAndNotTheUnfinishedOne() throws IOException {
        IOException noSpace = failure(file -> {
            throw new IOException("No space left on device");
        });
        assertEquals(place() + ": No space left on device", noSpace.getMessage());
        IOException quota = failure(file -> {
            throw new FileSystemException(file.toString(), null, "Disk quota exceeded");
        });
        assertEquals(place() + ": Disk quota exceeded", quota.getMessage());
        IOException denied = failure(file -> {
            throw new AccessDeniedException(file.toString());
        });
        assertEquals(
                place().toString(),
                assertInstanceOf(AccessDeniedException.class, denied).getFile());
        IOException noFile = failure(file -> {
            try (RandomAccessFile unwritable =
                    new RandomAccessFile(file.resolve("below").toFile(), "rw")) {
                unwritable.write(1);
            }
        });
        assertTrue(noFile.getMessage().startsWith(place().toString()), noFile.getMessage());
        IOException ofAnotherFile = failure(file -> {
            throw new NoSuchFileException("input.bin");
        });
        assertEquals("input.bin", ofAnotherFile.getMessage());
    }

    private IOException failure(AtomicFile.Content content) {
        return assertThrows(IOException.class, () -> AtomicFile.replace(place(), content));
    }

    @Test
    void contentThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        Files.writeString(place(), "old");
        IOException broken = new IOException("the source broke");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.replace(place(), file -> {
                    Files.writeString(file, "half");
                    throw broken;
                }));
        assertSame(broken, thrown.getCause());
        assertEquals(place() + ": the source broke", thrown.getMessage());
        assertEquals("old", Files.readString(place()));
        assertEquals(List.of("out"), names());
    }

    @Test
    void anInterruptedProcessLeavesNothing() throws IOException, InterruptedException {
        interrupt(Stuck.class);
        assertEquals(List.of(), names());
    }

    @Test
    void anInterruptedProcessFinishesAFileThatItsLastWorkWaitsFor() throws IOException, InterruptedException {
        interrupt(Finishing.class);
        assertEquals(List.of("out"), names());
        assertEquals("whole", Files.readString(place()));
    }

    /** Runs a program that writes one character when its file is half written, and ends it by a signal then. */
    private void interrupt(Class<?> program) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        place().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertEquals('w', writer.getInputStream().read());
            assertEquals(1, names().size());
            writer.destroy();
            assertTrue(writer.waitFor(1, TimeUnit.MINUTES));
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Writes half a file and tells so; the other half comes when the process is ending already. */
    static final class Finishing {
        public static void main(String[] arguments) throws IOException {
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch written = new CountDownLatch(1);
            Shutdown.finishFirst(() -> {
                ending.countDown();
                try {
                    written.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            AtomicFile.replace(Path.of(arguments[0]), file -> {
                Files.writeString(file, "wh");
                System.out.print('w');
                System.out.flush();
                try {
                    ending.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                Files.writeString(file, "ole", StandardOpenOption.APPEND);
            });
            written.countDown();
        }
    }

    /** Writes half a file, tells so, and waits for ever. */
    static final class Stuck {
        public static void main(String[] arguments) throws IOException {
            AtomicFile.replace(Path.of(arguments[0]), file -> {
                Files.writeString(file, "half");
                System.out.print('w');
                System.out.flush();
                while (true) {
                    LockSupport.park();
                }
            });
        }
    }

    @Test
    void aPlaceThatCannotBeIsRefusedByItsOwnName() {
        FileSystemException directory =
                assertThrows(FileSystemException.class, () -> AtomicFile.replace(folder, file -> {}));
        assertEquals("is a directory", directory.getReason());
        NoSuchFileException nowhere =
                assertThrows(NoSuchFileException.class, () -> AtomicFile.replace(folder.resolve("no/out"), file -> {}));
        assertEquals(folder.resolve("no").toString(), nowhere.getFile());
    }

    private Path place() {
        return folder.resolve("out");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
