package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final long LAST_STEP = 14;

    @TempDir
    private Path directory;

    @Test
    void aTrainingKilledInMidEpochGoesOnToTheSameWeightsBitForBit() throws Exception {
        Path store = MovingRain.write(directory.resolve("store"), 24);
        Path whole = directory.resolve("whole.zip");
        Path killed = directory.resolve("killed.zip");
        assertEquals(LAST_STEP, runUntil(store, whole, LAST_STEP));

        // Epochs are of 4 steps, checkpoints every 3: the kill comes in mid-epoch, behind the last checkpoint.
        assertEquals(7, runUntil(store, killed, 7));
        assertTrue(Checkpoint.read(killed).state().step() >= 6);
        assertEquals(LAST_STEP, runUntil(store, killed, LAST_STEP));

        assertArrayEquals(
                Checkpoint.read(whole).weights(), Checkpoint.read(killed).weights());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(killed));
    }

    /** Trains in a process of its own, which is killed as by kill -9 once it says that this step is done. */
    private static long runUntil(Path store, Path checkpoint, long step) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.add(TrainingProcess.class.getName());
        command.addAll(List.of(store.toString(), checkpoint.toString(), Long.toString(LAST_STEP)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        long reached = -1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reached = line.matches("\\d+") ? Long.parseLong(line) : reached;
                if (reached == step && step < LAST_STEP) {
                    break;
                }
            }
        }
        if (step < LAST_STEP) {
            process.destroyForcibly();
            process.waitFor();
        } else {
            assertEquals(0, process.waitFor());
        }
        return reached;
    }
}
