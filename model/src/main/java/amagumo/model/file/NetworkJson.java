package amagumo.model.file;

import amagumo.model.convlstm.ConvLstmEncoderForecaster;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.loss.BalancedErrorLoss;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LogitLoss;
import amagumo.model.loss.MeanAndExceedanceLoss;
import amagumo.model.loss.PoissonLoss;
import amagumo.model.schedule.WarmupCosine;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * DL4J's {@code configuration.json}. DL4J names classes in it and instantiates whatever is named; here the names are
 * first checked against a list, and the text that DL4J gets is written afresh from what was checked.
 */
final class NetworkJson {

    /** The keys where DL4J looks for a class name; {@code type} names a distribution, which no model has. */
    private static final List<String> CLASS_KEYS = List.of("@class", "type");

    private static final Set<String> ALLOWED = Stream.of(
                    ConvLstmEncoderForecaster.class,
                    Cnn3DLossLayer.class,
                    CrossEntropyLoss.class,
                    BalancedErrorLoss.class,
                    PoissonLoss.class,
                    MeanAndExceedanceLoss.class,
                    ActivationIdentity.class,
                    ActivationSigmoid.class,
                    WeightInitXavier.class,
                    L2Regularization.class,
                    FixedSchedule.class,
                    RmsProp.class,
                    Adam.class,
                    WarmupCosine.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final int MAX_BYTES = 1 << 20;

    private NetworkJson() {}

    /** The text for a file, which is that of an untrained network whatever its step. */
    static byte[] write(MultiLayerNetwork network) {
        MultiLayerConfiguration configuration =
                network.getLayerWiseConfigurations().clone();
        configuration.setIterationCount(0);
        configuration.setEpochCount(0);
        return configuration.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The network that a file describes.
     *
     * @param file where it comes from, for messages
     * @param shape what the network must be
     * @param json {@code configuration.json}
     * @param coefficients {@code coefficients.bin}
     * @throws UnusableModelException if the two do not make a network of that shape, or name classes not on the list
     */
    static MultiLayerNetwork network(Path file, EncoderForecasterConfig shape, byte[] json, byte[] coefficients)
            throws UnusableModelException {
        MultiLayerConfiguration configuration = configuration(file, json);
        ConvLstmEncoderForecaster layer = encoderForecaster(file, configuration);
        float[] weights = VectorFormat.read(coefficients)
                .orElseThrow(() -> new UnusableModelException(file, "coefficients.bin is not a row of floats"));
        try {
            if (!layer.config().equals(shape)) {
                throw new UnusableModelException(file, "configuration.json and model.json describe different networks");
            }
            long needed = layer.initializer().numParams(layer);
            if (needed != weights.length) {
                throw new UnusableModelException(
                        file, "has %d weights for a network of %d".formatted(weights.length, needed));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnusableModelException(file, "configuration.json: " + e.getMessage(), e);
        }
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new UnusableModelException(file, "has a weight that is " + weight);
            }
        }
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(Nd4j.create(weights, new long[] {1, weights.length}, 'c'), false);
        return network;
    }

    private static MultiLayerConfiguration configuration(Path file, byte[] json) throws UnusableModelException {
        if (json.length > MAX_BYTES) {
            throw new UnusableModelException(file, "configuration.json has %d bytes".formatted(json.length));
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw new UnusableModelException(file, "configuration.json is not a JSON object");
            }
            refuseForeignClasses(file, tree);
            // From text: DL4J's copy of Jackson shares no types with ours.
            return NeuralNetConfiguration.mapper()
                    .readValue(Json.MAPPER.writeValueAsString(tree), MultiLayerConfiguration.class);
        } catch (UnusableModelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // DL4J's JSON readers throw all kinds of exceptions.
            throw new UnusableModelException(file, "configuration.json is not one of DL4J's: " + Json.oneLine(e), e);
        }
    }

    private static void refuseForeignClasses(Path file, JsonNode root) throws UnusableModelException {
        Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            for (String key : CLASS_KEYS) {
                JsonNode name = node.path(key);
                if (!name.isMissingNode() && !ALLOWED.contains(name.asText())) {
                    throw new UnusableModelException(
                            file, "configuration.json names the class %s, which no model has".formatted(name.asText()));
                }
            }
            node.forEach(open::push);
        }
    }

    /** The first of the two layers that every model has. */
    private static ConvLstmEncoderForecaster encoderForecaster(Path file, MultiLayerConfiguration configuration)
            throws UnusableModelException {
        List<Layer> layers = configuration.getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .toList();
        if (layers.size() == 2
                && layers.get(0) instanceof ConvLstmEncoderForecaster first
                && layers.get(1) instanceof Cnn3DLossLayer last
                && last.getLossFn() instanceof LogitLoss
                && last.getActivationFn() instanceof ActivationSigmoid
                && configuration.getInputPreProcessors().isEmpty()
                && configuration.getDataType() == DataType.FLOAT) {
            return first;
        }
        throw new UnusableModelException(
                file, "configuration.json does not describe an encoder-forecaster in float that ends in a sigmoid");
    }
}
