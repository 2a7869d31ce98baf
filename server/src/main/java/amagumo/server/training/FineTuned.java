package amagumo.server.training;

import amagumo.ingest.file.AtomicFile;
import amagumo.model.file.Json;
import amagumo.model.file.TrainingPeriod;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a fine-tuning came to, beside its model file.
 *
 * @param end why it ended, as a sentence without its full stop
 * @param steps how many steps the model's weights have seen in this training
 * @param periods when the frames are of that it learnt from or chose by
 */
public record FineTuned(String end, long steps, List<TrainingPeriod> periods) {

    public FineTuned {
        periods = List.copyOf(periods);
    }

    /** Where a plan's process leaves it. */
    public static Path fileOf(FineTuningPlan plan) {
        return plan.directory().resolve("result.json");
    }

    void write(Path file) throws IOException {
        AtomicFile.replaceDurably(file, place -> Files.write(place, Json.MAPPER.writeValueAsBytes(this)));
    }

    /**
     * Reads it.
     *
     * @throws IOException if the file does not hold a result
     */
    public static FineTuned read(Path file) throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), FineTuned.class);
        } catch (JsonProcessingException e) {
            throw new IOException("%s: is not a result of a training: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
