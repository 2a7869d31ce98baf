package amagumo.model.file;

import amagumo.model.backend.Backend;
import amagumo.model.backend.UnusableBackendException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A trained network and what there is to know about it: a zip of {@code model.json}, which lists the other entries with
 * their SHA-256, and of DL4J's {@code configuration.json} and {@code coefficients.bin}, without any training state.
 * DL4J's {@code ModelSerializer} reads it too, but without these checks.
 *
 * @param metadata how to feed the network and what it fits
 * @param network the network with its weights
 */
public record ModelFile(ModelMetadata metadata, MultiLayerNetwork network) {

    /** The entry that lists the other entries. */
    static final String LIST = "model.json";

    private static final String WHAT = "model file";
    private static final Set<String> ENTRIES =
            Set.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN);

    /** Replaces a file, atomically; equal models give equal files. */
    public void write(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(ModelSerializer.CONFIGURATION_JSON, NetworkJson.write(network));
        entries.put(
                ModelSerializer.COEFFICIENTS_BIN,
                VectorFormat.write(network.params().toFloatVector()));
        new ListedZip(Json.MAPPER.valueToTree(metadata), entries).write(file, LIST);
    }

    /**
     * Reads a file; nothing in it is deserialised before all of it has been checked.
     *
     * @throws UnusableModelException if it is truncated, foreign, oversized or damaged, or holds anything a model file
     *     does not
     * @throws UnusableBackendException if no network can be created on this machine
     */
    public static ModelFile read(Path file) throws IOException {
        ListedZip zip = ListedZip.read(file, LIST, WHAT);
        ModelMetadata metadata = metadata(file, zip.list());
        if (!zip.entries().keySet().equals(ENTRIES)) {
            throw new UnusableModelException(
                    file,
                    "holds %s, but a model file holds %s"
                            .formatted(zip.entries().keySet(), ENTRIES));
        }
        Backend.require();
        return new ModelFile(
                metadata,
                NetworkJson.network(
                        file,
                        metadata.network(),
                        zip.entries().get(ModelSerializer.CONFIGURATION_JSON),
                        zip.entries().get(ModelSerializer.COEFFICIENTS_BIN)));
    }

    /** Reads what a file says about its network, after the same checks of the zip, without creating the network. */
    public static ModelMetadata readMetadata(Path file) throws IOException {
        return metadata(file, ListedZip.read(file, LIST, WHAT).list());
    }

    private static ModelMetadata metadata(Path file, ObjectNode json) throws UnusableModelException {
        return Json.convert(file, LIST, upgraded(json), ModelMetadata.class);
    }

    /** Version 1 had one field per lead and only rain rates. */
    private static ObjectNode upgraded(ObjectNode json) {
        if (json.path("formatVersion").asInt() != 1 || !(json.get("network") instanceof ObjectNode network)) {
            return json;
        }
        ObjectNode upgraded = json.deepCopy();
        upgraded.put("formatVersion", 2);
        upgraded.putArray("exceedanceMmH");
        upgraded.set("network", network.deepCopy().put("fields", 1));
        return upgraded;
    }
}
