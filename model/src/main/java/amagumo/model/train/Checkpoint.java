package amagumo.model.train;

import amagumo.model.file.Json;
import amagumo.model.file.ListedZip;
import amagumo.model.file.TrainingData;
import amagumo.model.file.UnusableModelException;
import amagumo.model.file.VectorFormat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a training needs to go on exactly as if it had never stopped: a zip of {@code checkpoint.json}, which
 * lists the other entries, and of rows of floats.
 *
 * @param config its settings
 * @param data the stores it learns from
 * @param state how far it has come
 * @param weights the weights of the network
 * @param updaterState the state of the optimizer
 * @param best the weights of the best validation; the current ones before the first validation
 */
record Checkpoint(
        TrainingConfig config,
        List<TrainingData> data,
        TrainingState state,
        float[] weights,
        float[] updaterState,
        float[] best) {

    private static final String LIST = "checkpoint.json";
    private static final String WHAT = "checkpoint";
    private static final String FORMAT = "amagumo-checkpoint";
    private static final int VERSION = 3;
    private static final String WEIGHTS = "coefficients.bin";
    private static final String UPDATER = "updaterState.bin";
    private static final String BEST = "best.bin";

    /** {@code checkpoint.json} without its list of entries. */
    private record Head(
            String format, int formatVersion, TrainingConfig config, List<TrainingData> data, TrainingState state) {
        Head {
            if (!format.equals(FORMAT) || formatVersion != VERSION) {
                throw new IllegalArgumentException(
                        "its format is '%s' %d, not '%s' %d".formatted(format, formatVersion, FORMAT, VERSION));
            }
            data = List.copyOf(data);
        }
    }

    /** Replaces a file, atomically. */
    void write(Path file) throws IOException {
        JsonNode head = Json.MAPPER.valueToTree(new Head(FORMAT, VERSION, config, data, state));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(WEIGHTS, VectorFormat.write(weights));
        entries.put(UPDATER, VectorFormat.write(updaterState));
        entries.put(BEST, VectorFormat.write(best));
        new ListedZip(head.deepCopy(), entries).write(file, LIST);
    }

    /**
     * Reads a file.
     *
     * @throws UnusableModelException if it is not a complete checkpoint
     */
    static Checkpoint read(Path file) throws IOException {
        ListedZip zip = ListedZip.read(file, LIST, WHAT);
        Head head = Json.convert(file, LIST, zip.list(), Head.class);
        if (!zip.entries().keySet().equals(Set.of(WEIGHTS, UPDATER, BEST))) {
            throw new UnusableModelException(
                    file, "holds %s".formatted(zip.entries().keySet()));
        }
        return new Checkpoint(
                head.config(),
                head.data(),
                head.state(),
                floats(file, zip, WEIGHTS),
                floats(file, zip, UPDATER),
                floats(file, zip, BEST));
    }

    /**
     * Makes sure that a training goes on with the data it has learnt from.
     *
     * @param file where this was read from, for the message
     * @throws UnusableModelException if the stores differ
     */
    void requireData(Path file, List<TrainingData> now) throws UnusableModelException {
        for (int i = 0; i < Math.min(data.size(), now.size()); i++) {
            if (!data.get(i).equals(now.get(i))) {
                throw new UnusableModelException(
                        file, "was learning from %s, not from %s".formatted(data.get(i), now.get(i)));
            }
        }
        if (data.size() != now.size()) {
            throw new UnusableModelException(
                    file, "was learning from %d stores, not from %d".formatted(data.size(), now.size()));
        }
    }

    private static float[] floats(Path file, ListedZip zip, String entry) throws UnusableModelException {
        return VectorFormat.read(zip.entries().get(entry))
                .orElseThrow(() -> new UnusableModelException(file, entry + " is not a row of floats"));
    }
}
