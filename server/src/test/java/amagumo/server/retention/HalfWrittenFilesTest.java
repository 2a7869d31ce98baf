package amagumo.server.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfWrittenFilesTest {

    private static final Instant NOW = Instant.parse("2024-03-03T00:00:00Z");
    private static final Instant OLD = Instant.parse("2024-03-01T23:59:59Z");
    private static final Instant YOUNG = Instant.parse("2024-03-02T00:00:01Z");

    @TempDir
    private Path directory;

    @Test
    void whatWasBeingWrittenMoreThanADayAgoIsRemovedAndNothingElse() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("state/forecasts/kanto"));
        Path scratch = Files.createDirectories(directory.resolve("state/export"));
        Path unfinished = unfinished(kept.resolve("a.zip"), OLD);
        Path underway = unfinished(kept.resolve("b.zip"), YOUNG);
        Path whole = write(kept.resolve("c.zip"), OLD);
        Path hidden = write(kept.resolve(".hidden"), OLD);
        Path sent = write(Files.createDirectories(scratch.resolve("forecast-1")).resolve("c.nc"), OLD);
        Path sending =
                write(Files.createDirectories(scratch.resolve("forecast-2")).resolve("c.nc"), YOUNG);
        HalfWrittenFiles files = new HalfWrittenFiles(
                List.of(directory.resolve("state"), directory.resolve("no-store")), List.of(scratch));
        assertEquals(2, files.remove(NOW));
        assertFalse(Files.exists(unfinished));
        assertFalse(Files.exists(sent));
        for (Path stays : List.of(underway, whole, hidden, sending)) {
            assertTrue(Files.exists(stays), stays::toString);
        }
        assertEquals(0, files.remove(NOW));
    }

    /** What lies beside a file while it is written, as a killed process leaves it. */
    private static Path unfinished(Path file, Instant modified) throws IOException {
        Path[] left = new Path[1];
        assertThrows(
                IOException.class,
                () -> AtomicFile.replace(file, place -> {
                    left[0] = place;
                    throw new IOException("as if it was killed");
                }));
        return write(left[0], modified);
    }

    private static Path write(Path file, Instant modified) throws IOException {
        Files.writeString(file, "octets");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
