package amagumo.server.training;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.window.LastingSplit;
import amagumo.model.file.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A training that goes on from a model, on the newest frames of a store and on stores that stay the same. It is written down
 * once, as JSON, so that a process of its own can follow it, and another one after that was killed.
 *
 * @param model the model file whose weights it begins with
 * @param store the store whose frames are learnt from
 * @param from the earliest valid time
 * @param to the latest valid time
 * @param blockMinutes and the next two: how time is divided, see {@link LastingSplit}
 * @param reference stores that are learnt from as a whole
 * @param seconds how long it takes from its first step on, interruptions included, at least 1
 * @param steps how many steps it takes at most, at least 1
 * @param learningRate all the time, above 0
 * @param crop side of a sample in pixels, at most
 * @param batch samples a step
 * @param seed of the order of samples
 * @param workers who computes, at least 1
 * @param directory where checkpoint, metrics and plots go
 * @param out where the model file goes
 * @param name of the model
 */
public record FineTuningPlan(
        Path model,
        Path store,
        Instant from,
        Instant to,
        long blockMinutes,
        int blocks,
        long guardMinutes,
        List<Path> reference,
        long seconds,
        int steps,
        double learningRate,
        int crop,
        int batch,
        long seed,
        int workers,
        Path directory,
        Path out,
        String name) {

    public FineTuningPlan {
        reference = List.copyOf(reference);
        if (!from.isBefore(to)
                || seconds < 1
                || steps < 1
                || workers < 1
                || batch < 1
                || crop < 1
                || !(learningRate > 0)) {
            throw new IllegalArgumentException(
                    "a training from %s to %s of %d s and %d steps by %d workers, samples of %d in batches of %d, a learning rate of %s"
                            .formatted(from, to, seconds, steps, workers, crop, batch, learningRate));
        }
    }

    /** How time is divided. */
    public LastingSplit split() {
        return new LastingSplit(Duration.ofMinutes(blockMinutes), blocks, Duration.ofMinutes(guardMinutes));
    }

    /** This plan but for how long it takes. */
    public FineTuningPlan lasting(Duration time) {
        return new FineTuningPlan(
                model,
                store,
                from,
                to,
                blockMinutes,
                blocks,
                guardMinutes,
                reference,
                time.toSeconds(),
                steps,
                learningRate,
                crop,
                batch,
                seed,
                workers,
                directory,
                out,
                name);
    }

    /** Writes it down. */
    public void write(Path file) throws IOException {
        AtomicFile.replaceDurably(file, place -> Files.write(place, Json.MAPPER.writeValueAsBytes(this)));
    }

    /**
     * Reads it.
     *
     * @throws IOException if the file does not hold a plan
     */
    public static FineTuningPlan read(Path file) throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), FineTuningPlan.class);
        } catch (JsonProcessingException e) {
            throw new IOException("%s: is not a plan of a training: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
