package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.WriterProcess.Work;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: writers killed at any moment, and two of them at once. */
@Timeout(120)
class KilledWriterTest {

    private static final int KILLS = 10;

    @TempDir
    private Path directory;

    /** Versions of the contents that corrections give, by their step; empty where one removes. */
    private final List<String> seeds = new ArrayList<>();

    @Test
    void whatWasAcknowledgedSurvivesAKillAndAReaderIsNeverDisturbed() throws Exception {
        Random random = new Random(5);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = WriterProcess.start(directory, Work.APPEND, acknowledged, 100_000);
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
    void aKillInMidReplaceOrMidRemoveLeavesTheFrameBeforeItOrBehindIt() throws Exception {
        Random random = new Random(6);
        int done = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = WriterProcess.start(directory, Work.CORRECT, done, 100_000);
            try (BufferedReader lines = writer.inputReader()) {
                assertEquals("open", lines.readLine());
                for (int steps = random.nextInt(15); steps >= 0; steps--) {
                    done = Integer.parseInt(lines.readLine());
                }
                writer.toHandle().destroyForcibly();
                writer.waitFor();
                for (String line = lines.readLine(); line != null && line.matches("\\d+"); line = lines.readLine()) {
                    done = Integer.parseInt(line);
                }
            }
            assertCorrected(done);
            Files.delete(DayFile.of(directory, Frames.START).index());
            assertCorrected(done);
        }
    }

    private void assertCorrected(int done) throws IOException {
        FrameStore read = FrameStore.open(directory);
        for (int frame = 0; frame < Correction.FRAMES; frame++) {
            Instant time = Frames.time(frame);
            OptionalInt shown = read.contains(time) ? seedOf(frame, read.message(time), done) : OptionalInt.empty();
            assertTrue(
                    Correction.possible(frame, done).contains(shown),
                    "frame %d shows %s after %d steps".formatted(frame, shown, done));
        }
    }

    @Test
    void aReaderSeesWholeFramesAndNeverAnOlderOneWhileAWriterReplacesAndRemoves() throws Exception {
        Process writer = WriterProcess.start(directory, Work.CORRECT, 0, 100_000);
        try (BufferedReader lines = writer.inputReader()) {
            assertEquals("open", lines.readLine());
            int done = Integer.parseInt(lines.readLine());
            FrameStore read = FrameStore.open(directory);
            int[] newest = new int[Correction.FRAMES];
            Set<String> seen = new HashSet<>();
            while (done < 120) {
                StoreChanges changes = read.refresh();
                seen.addAll(changes.replaced().isEmpty() ? Set.of() : Set.of("replaced"));
                seen.addAll(changes.removed().isEmpty() ? Set.of() : Set.of("removed"));
                for (StoredFrame frame : read.frames().values()) {
                    int number = (int) Duration.between(Frames.START, frame.validTime())
                                    .toMinutes()
                            / 5;
                    int seed = seedOf(number, frame.message(), done + 200).orElseThrow();
                    assertTrue(seed >= newest[number], "frame %d went back to %d".formatted(number, seed));
                    newest[number] = seed;
                }
                while (lines.ready()) {
                    done = Integer.parseInt(lines.readLine());
                }
            }
            assertEquals(Set.of("replaced", "removed"), seen);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** The seed of the content that a correction up to a number of steps gave to a frame. */
    private OptionalInt seedOf(int frame, byte[] message, int steps) {
        for (int step = seeds.size(); step <= steps; step++) {
            Correction correction = Correction.of(step);
            seeds.add(
                    correction.seed().isPresent()
                            ? FrameVersion.of(WriterProcess.frame(
                                                    correction.frame(),
                                                    correction.seed().getAsInt())
                                            .message())
                                    .hex()
                            : "");
        }
        int step = seeds.indexOf(FrameVersion.of(message).hex());
        assertTrue(step >= 0, "frame %d shows what nobody wrote".formatted(frame));
        assertEquals(frame, Correction.of(step).frame());
        return Correction.of(step).seed();
    }

    @Test
    void aSecondWriterIsRefusedByNameUntilTheFirstEnds() throws Exception {
        Process first = WriterProcess.start(directory, Work.APPEND, 0, 100_000);
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
