package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.training.FineTuningPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengerTrainingTest {

    private static final Instant BEFORE = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path state;

    @Test
    void trainingsThatNobodyGoesOnWithAreRemovedOnceTheyAreOld() throws IOException {
        assertEquals(0, ChallengerTraining.removeLeft(state, BEFORE), "there was none yet");
        Path old = training("2024-01-01T000000Z", BEFORE.minusSeconds(1));
        Path recent = training("2024-02-29T000000Z", BEFORE);
        assertEquals(1, ChallengerTraining.removeLeft(state, BEFORE));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(recent.resolve("checkpoint.zip")));
    }

    @Test
    void aTrainingThatCannotBeRemovedKeepsNoOtherFromBeingRemoved() throws IOException {
        List<Path> runs = List.of(
                training("a", BEFORE.minusSeconds(1)),
                training("b", BEFORE.minusSeconds(1)),
                training("c", BEFORE.minusSeconds(1)));
        // What is not there cannot be removed, not even by root.
        Path stuck = state.resolve("training").resolve("stuck");
        Files.createSymbolicLink(stuck, state.resolve("nowhere"));
        assertThrows(IOException.class, () -> ChallengerTraining.removeLeft(state, BEFORE));
        runs.forEach(run -> assertFalse(Files.exists(run), run.toString()));
    }

    @Test
    void theModelsThatTrainingsUnderWayBeganWithAreKnown() throws IOException {
        assertEquals(Set.of(), ChallengerTraining.parents(state), "there was none yet");
        Path run = training("2024-02-29T000000Z", BEFORE);
        training("2024-02-28T000000Z", BEFORE); // has no plan yet
        String sha256 = "ab".repeat(32);
        new FineTuningPlan(
                        state.resolve("models").resolve(sha256 + ".zip"),
                        state.resolve("store"),
                        BEFORE.minusSeconds(3600),
                        BEFORE,
                        360,
                        5,
                        60,
                        List.of(),
                        60,
                        1,
                        1e-3,
                        16,
                        1,
                        1,
                        1,
                        run,
                        run.resolve("model.zip"),
                        "kanto")
                .write(run.resolve("plan.json"));
        assertEquals(Set.of(sha256), ChallengerTraining.parents(state));
    }

    private Path training(String name, Instant written) throws IOException {
        Path run = Files.createDirectories(state.resolve("training").resolve(name));
        Files.createFile(run.resolve("checkpoint.zip"));
        Files.setLastModifiedTime(run, FileTime.from(written));
        return run;
    }
}
