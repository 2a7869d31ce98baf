package amagumo.model.convlstm;

import amagumo.model.convlstm.ParameterTable.Entry;
import amagumo.model.convlstm.ParameterTable.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lays the named parameters of a {@link ConvLstmEncoderForecaster} over the network's flat array and sets their initial
 * values: kernels by the layer's weight initialisation, peepholes 0, gains 1, biases the layer's bias value.
 */
final class EncoderForecasterParams implements ParamInitializer {

    static final EncoderForecasterParams INSTANCE = new EncoderForecasterParams();

    private EncoderForecasterParams() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return entries(layer).stream().mapToLong(Entry::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return keys(layer, entry -> true);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, EncoderForecasterParams::isWeight);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, entry -> !isWeight(entry));
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        ConvLstmEncoderForecaster layer = (ConvLstmEncoderForecaster) conf.getLayer();
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        forEach(layer, paramsView, (entry, view) -> {
            if (initializeParams) {
                fill(layer, entry, view);
            }
            conf.addVariable(entry.name());
            parameters.put(entry.name(), view);
        });
        return parameters;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        return views((ConvLstmEncoderForecaster) conf.getLayer(), gradientView);
    }

    /** The named parts of a flat array of parameters or gradients. */
    static Map<String, INDArray> views(ConvLstmEncoderForecaster layer, INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        forEach(layer, flat, (entry, view) -> views.put(entry.name(), view));
        return views;
    }

    private static void forEach(ConvLstmEncoderForecaster layer, INDArray flat, BiConsumer<Entry, INDArray> consumer) {
        INDArray row = flat.reshape(flat.length());
        long from = 0;
        for (Entry entry : entries(layer)) {
            long to = from + entry.length();
            consumer.accept(entry, row.get(NDArrayIndex.interval(from, to)).reshape('c', entry.shape()));
            from = to;
        }
    }

    private static void fill(ConvLstmEncoderForecaster layer, Entry entry, INDArray view) {
        switch (entry.kind()) {
            case KERNEL -> {
                if (layer.config().firstGuess() && entry.name().equals(ParameterTable.OUTPUT_WEIGHTS)) {
                    view.assign(0); // the forecast starts as the guess
                    return;
                }
                long[] shape = entry.shape();
                long area = shape.length == 4 ? shape[0] * shape[1] : 1;
                double fanIn = entry.name().equals(ParameterTable.OUTPUT_WEIGHTS)
                        ? layer.config().totalHidden()
                        : area * shape[shape.length - 2];
                double fanOut = area * shape[shape.length - 1];
                layer.getWeightInitFn().init(fanIn, fanOut, shape, 'c', view.reshape(view.length()));
            }
            case PEEPHOLE -> view.assign(0);
            case GAIN -> view.assign(1);
            case BIAS -> view.assign(entry.name().equals(ParameterTable.GUESS_BIAS) ? 0 : layer.getBiasInit());
        }
    }

    private static boolean isWeight(Entry entry) {
        return entry.kind() == Kind.KERNEL || entry.kind() == Kind.PEEPHOLE;
    }

    private static List<String> keys(Layer layer, Predicate<Entry> filter) {
        return entries(layer).stream().filter(filter).map(Entry::name).toList();
    }

    private static List<Entry> entries(Layer layer) {
        return ParameterTable.of(((ConvLstmEncoderForecaster) layer).config());
    }
}
