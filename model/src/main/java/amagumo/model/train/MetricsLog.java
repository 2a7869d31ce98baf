package amagumo.model.train;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.file.WriteFailure;
import amagumo.model.file.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The course of a training as a file of JSON, one object per line, each with a {@code step}: one for each step with
 * {@code loss}, {@code learningRate} and {@code samplesPerSecond}, one for each validation with {@code score}, {@code
 * best} and {@code scores}, and one for each rollback with {@code rolledBackFrom} and {@code reason}.
 */
public final class MetricsLog implements TrainingObserver, AutoCloseable {

    private final Path file;
    private final BufferedWriter out;

    /**
     * Opens a log to go on after a step: lines of later steps, which an interrupted run wrote after its last
     * checkpoint, are removed.
     *
     * @param afterStep 0 for a new log
     */
    public MetricsLog(Path file, long afterStep) throws IOException {
        this.file = file;
        List<String> kept = new ArrayList<>();
        if (afterStep > 0 && Files.exists(file)) {
            for (JsonNode line : read(file)) {
                if (line.path("step").asLong() <= afterStep) {
                    kept.add(line(line));
                }
            }
        }
        AtomicFile.replace(file, place -> Files.write(place, kept));
        out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    /** The lines of a log, without an incomplete last one. */
    public static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                lines.add(Json.MAPPER.readTree(line));
            } catch (JsonProcessingException e) {
                break;
            }
        }
        return lines;
    }

    @Override
    public void stepped(StepReport report) {
        write(object(report.step())
                .put("loss", report.loss())
                .put("learningRate", report.learningRate())
                .put("samplesPerSecond", report.samplesPerSecond()));
    }

    @Override
    public void validated(ValidationReport report) {
        ObjectNode object = object(report.step()).put("score", report.score()).put("best", report.best());
        ObjectNode scores = object.putObject("scores");
        for (Map.Entry<String, Double> score : report.scores().entrySet()) {
            scores.put(score.getKey(), score.getValue());
        }
        write(object);
    }

    @Override
    public void rolledBack(long fromStep, long toStep, String reason) {
        write(object(toStep).put("rolledBackFrom", fromStep).put("reason", reason));
    }

    private static ObjectNode object(long step) {
        return Json.MAPPER.createObjectNode().put("step", step);
    }

    private void write(JsonNode object) {
        try {
            out.write(line(object));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(WriteFailure.of(file, e));
        }
    }

    private static String line(JsonNode object) throws JsonProcessingException {
        return Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
