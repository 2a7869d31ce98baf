package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: writers killed at any moment, and two of them at once. */
@Timeout(120)
class KilledWriterTest {

    private static final int KILLS = 10;

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedSurvivesAKillAndAReaderIsNeverDisturbed() throws Exception {
        Random random = new Random(5);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = WriterProcess.start(directory, acknowledged, 100_000);
            try (BufferedReader lines = writer.inputReader()) {
                assertEquals("open", lines.readLine());
                for (int appends = random.nextInt(15); appends >= 0; appends--) {
                    acknowledged = Integer.parseInt(lines.readLine());
                    if (appends % 5 == 0) {
                        assertWholeUpTo(acknowledged);
                    }
                }
                // By its handle: the process's own method would close the pipe, and what it said last counts too.
                writer.toHandle().destroyForcibly();
                writer.waitFor();
                for (String line = lines.readLine(); line != null && line.matches("\\d+"); line = lines.readLine()) {
                    acknowledged = Integer.parseInt(line);
                }
            }
            assertWholeUpTo(acknowledged);
        }
        assertWhole(FrameStore.open(directory), 0);
    }

    @Test
    void aSecondWriterIsRefusedByNameUntilTheFirstEnds() throws Exception {
        Process first = WriterProcess.start(directory, 0, 100_000);
        try (BufferedReader lines = first.inputReader()) {
            assertEquals("open", lines.readLine());
            StoreException refused =
                    assertThrows(StoreException.class, () -> StoreWriter.open(directory, Optional.empty()));
            assertTrue(refused.getMessage().contains("another process (pid " + first.pid() + ")"));
            assertNotNull(lines.readLine());
        } finally {
            first.destroyForcibly().waitFor();
        }
        try (StoreWriter second = StoreWriter.open(directory, Optional.empty())) {
            assertThrows(StoreException.class, () -> StoreWriter.open(directory, Optional.empty()));
            assertEquals(
                    new AppendResult.AlreadyStored(),
                    second.append(List.of(WriterProcess.frame(0)), false).get(0));
        }
    }

    /** Every frame up to a number is there, the last ones with their content; there may be more. */
    private void assertWholeUpTo(int acknowledged) throws IOException {
        FrameStore read = FrameStore.open(directory);
        assertTrue(read.times().size() >= acknowledged, () -> "%d of %d"
                .formatted(read.times().size(), acknowledged));
        assertWhole(read, Math.max(0, acknowledged - 20));
    }

    private static void assertWhole(FrameStore read, int from) throws IOException {
        for (int index = from; index < read.times().size(); index++) {
            assertEquals(Frames.time(index), read.times().get(index));
            assertArrayEquals(WriterProcess.frame(index).message(), read.message(Frames.time(index)));
        }
    }
}
