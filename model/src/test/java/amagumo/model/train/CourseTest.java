package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.file.Json;
import amagumo.model.schedule.WarmupCosine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts that decide on the course of a training: learning rate, early stopping, divergence, and its record. */
class CourseTest {

    @Test
    void theLearningRateRisesThenFallsAndStays() {
        WarmupCosine rate = new WarmupCosine(0.1, 10, 100, 0.2);
        assertEquals(0.01, rate.valueAt(0, 0), 1e-12);
        assertEquals(0.1, rate.valueAt(9, 0), 1e-12);
        assertEquals(0.1, rate.valueAt(10, 0), 1e-12);
        assertEquals(0.06, rate.valueAt(60, 0), 1e-12);
        assertEquals(0.02, rate.valueAt(110, 0), 1e-12);
        assertEquals(0.02, rate.valueAt(9999, 5), 1e-12);
        assertEquals(0.1, new WarmupCosine(0.1, 0, 0, 0).valueAt(1_000_000, 0), 1e-12);
    }

    @Test
    void earlyStoppingCountsValidationsThatAreNoBetter() {
        EarlyStopping state = EarlyStopping.NONE.after(0.5, 10).after(0.5, 20).after(Double.NaN, 30);
        assertEquals(new EarlyStopping(0.5, 10, 2), state);
        assertTrue(state.exhausted(2));
        assertFalse(state.exhausted(3));
        assertFalse(state.exhausted(0));
        assertTrue(state.after(0.6, 40).isBest());
        assertFalse(EarlyStopping.NONE.after(Double.NaN, 1).validated());
    }

    @Test
    void aLossThatIsNoNumberIsNoticedAtOnce() {
        assertEquals(
                "is NaN",
                DivergenceWatch.NONE.after(1).after(Double.NaN).trouble().orElseThrow());
        assertEquals(
                "is Infinity",
                DivergenceWatch.NONE.after(Double.POSITIVE_INFINITY).trouble().orElseThrow());
    }

    @Test
    void aLossThatRunsAwayIsNoticedAndOneThatJumpsIsNot() {
        DivergenceWatch watch = DivergenceWatch.NONE;
        for (int i = 0; i < 30; i++) {
            watch = watch.after(i == 21 ? 100 : i % 2 == 0 ? 0.1 : 0.9);
            assertTrue(watch.trouble().isEmpty());
        }
        int steps = 0;
        while (watch.trouble().isEmpty()) {
            watch = watch.after(5);
            steps++;
        }
        // The lowest median is 0.5; with the one that jumped, half of the last 20 are large after 9 more.
        assertEquals(9, steps);
    }

    @Test
    void theStateOfATrainingComesBackFromJsonToTheLastBit() throws IOException {
        TrainingState state =
                TrainingState.START.stepped(1.0 / 3).stepped(Math.PI).validated(0.1, Map.of("a", 0.1));
        for (TrainingState each : new TrainingState[] {TrainingState.START, state}) {
            String json = Json.MAPPER.writeValueAsString(each);
            assertEquals(each, Json.MAPPER.readValue(json, TrainingState.class));
        }
    }

    @Test
    void aLearningRateComesFromEarlierCheckpointsTooWhichNamedItsClass() throws IOException {
        WarmupCosine rate = new WarmupCosine(0.1, 10, 100, 0.2);
        String json = Json.MAPPER.writeValueAsString(rate);
        String named = json.replaceFirst("\\{", "{\"@class\":\"" + WarmupCosine.class.getName() + "\",");
        assertEquals(rate, Json.MAPPER.readValue(json, WarmupCosine.class));
        assertEquals(rate, Json.MAPPER.readValue(named, WarmupCosine.class));
    }

    @Test
    void aLogGoesOnAfterItsCheckpointWithoutTheLinesOfLostSteps(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("metrics.jsonl");
        try (MetricsLog log = new MetricsLog(file, 0)) {
            for (int step = 1; step <= 5; step++) {
                log.stepped(new TrainingObserver.StepReport(step, 0.5, 1e-3, 2));
            }
            log.validated(new TrainingObserver.ValidationReport(5, "CSI", Double.NaN, true, Map.of("csi_0.5", 0.4)));
        }
        Files.writeString(file, "{\"step\":6,\"lo", StandardOpenOption.APPEND);
        try (MetricsLog log = new MetricsLog(file, 3)) {
            log.stepped(new TrainingObserver.StepReport(4, 0.25, 1e-3, 2));
        }
        assertEquals(
                "[1, 2, 3, 4]",
                MetricsLog.read(file).stream()
                        .map(line -> line.path("step").asInt())
                        .toList()
                        .toString());
        assertEquals(0.25, MetricsLog.read(file).get(3).path("loss").asDouble());
    }
}
