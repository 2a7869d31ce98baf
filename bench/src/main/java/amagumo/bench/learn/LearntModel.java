package amagumo.bench.learn;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.file.TrainingData;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.train.LearntElsewhere;
import amagumo.model.train.Objective;
import amagumo.model.train.Optimizer;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes a model file of the weights that {@code bench/skill/gpu/learn.py} has learnt: {@code NAME.f32}, little-endian floats in
 * the order of a model file, and {@code NAME.json}, which tells how.
 */
public final class LearntModel {

    private static final int KERNEL = 3;

    private LearntModel() {}

    /** Arguments: NAME.json, the folder of the stores, the model file, the model's name. */
    public static void main(String[] args) throws IOException {
        Path about = Path.of(args[0]);
        JsonNode json = new ObjectMapper().readTree(about.toFile());
        Path weights = about.resolveSibling(about.getFileName().toString().replaceFirst("\\.json$", ".f32"));
        LearntElsewhere.model(
                        args[3],
                        "amagumo, learnt with PyTorch " + json.get("torch").asText(),
                        config(json),
                        data(json.get("windows"), Path.of(args[1])),
                        json.get("stepsTaken").asLong(),
                        floats(Files.readAllBytes(weights)))
                .write(Path.of(args[2]));
    }

    private static float[] floats(byte[] octets) {
        FloatBuffer floats =
                ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    /** A store that was learnt from with every n-th frame is named again, with the step of these. */
    private static List<TrainingData> data(JsonNode windows, Path stores) throws IOException {
        List<TrainingData> data = new ArrayList<>();
        for (JsonNode used : windows) {
            String event = used.get(0).asText();
            int stride = used.get(1).asInt();
            TrainingData store =
                    TrainingStore.whole(stores.resolve(event), event).data();
            data.add(new TrainingData(
                    store.store(),
                    store.rows(),
                    store.columns(),
                    store.cellKm(),
                    store.stepMinutes() * stride,
                    store.firstTime(),
                    store.lastTime(),
                    (store.frames() + stride - 1) / stride,
                    used.get(2).asInt(),
                    0));
        }
        return data;
    }

    private static TrainingConfig config(JsonNode json) {
        Objective objective = Objective.valueOf(json.get("loss").asText().toUpperCase(Locale.ROOT));
        List<CellConfig> cells = new ArrayList<>();
        json.get("hidden").forEach(hidden -> cells.add(new CellConfig(hidden.asInt(), KERNEL, KERNEL)));
        int patch = json.get("patch").asInt();
        EncoderForecasterConfig network = TrainingConfig.network(objective, patch, cells);
        int steps = json.get("stepsTaken").asInt();
        int warmup = json.get("warmup").asInt();
        return new TrainingConfig(
                json.get("seed").asLong(),
                json.get("no_guess").asBoolean() ? network : network.withFirstGuess(),
                patch,
                json.get("pool").asInt(),
                ReferenceFrame.valueOf(json.get("frame").asText().toUpperCase(Locale.ROOT)),
                PixelMap.DEFAULT,
                json.get("crop").asInt(),
                json.get("batch").asInt(),
                objective,
                Optimizer.valueOf(json.get("optimizer").asText().toUpperCase(Locale.ROOT)),
                new WarmupCosine(json.get("rate").asDouble(), warmup, Math.max(1, steps - warmup), 0),
                json.get("clip").asDouble(),
                0,
                TrainingConfig.DEFAULT.stepsPerEpoch(),
                TrainingConfig.DEFAULT.checkpointSteps(),
                0,
                0);
    }
}
