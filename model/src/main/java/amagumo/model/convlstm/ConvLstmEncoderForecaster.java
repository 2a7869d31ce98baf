package amagumo.model.convlstm;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D.DataFormat;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A DL4J layer: the ConvLSTM encoder-forecaster of Shi et al. 2015. The encoder reads the input frames; its states are
 * copied into the forecaster, whose bottom layer has no input; each field of each lead is a 1x1 convolution over all
 * layers' hidden states. Input {@code [sample, inputChannels, framesGiven, rows, columns]}, output the logits {@code
 * [sample, fields * outputChannels, leads, rows, columns]}.
 */
public final class ConvLstmEncoderForecaster extends FeedForwardLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int inputFrames;

    @JsonProperty
    private int leads;

    @JsonProperty
    private int[] hidden;

    @JsonProperty
    private int[] inputKernels;

    @JsonProperty
    private int[] stateKernels;

    @JsonProperty
    private Peephole peephole;

    @JsonProperty
    private int rows;

    @JsonProperty
    private int columns;

    @JsonProperty
    private boolean firstGuess;

    /** 1 if a file does not say: models had one field before they could have more. */
    @JsonProperty
    private int fields = 1;

    /** For deserialisation. */
    ConvLstmEncoderForecaster() {}

    /** A layer of this shape; updater, weight initialisation and the like come from the network's configuration. */
    public ConvLstmEncoderForecaster(EncoderForecasterConfig config) {
        nIn = config.inputChannels();
        nOut = config.leadChannels();
        inputFrames = config.inputFrames();
        leads = config.leads();
        hidden = config.cells().stream().mapToInt(CellConfig::hidden).toArray();
        inputKernels = config.cells().stream().mapToInt(CellConfig::inputKernel).toArray();
        stateKernels = config.cells().stream().mapToInt(CellConfig::stateKernel).toArray();
        peephole = config.peephole();
        rows = config.rows();
        columns = config.columns();
        firstGuess = config.firstGuess();
        fields = config.fields();
        activationFn = new ActivationIdentity();
        // The values that tell DL4J to apply the network's defaults.
        biasInit = Double.NaN;
        gainInit = Double.NaN;
        gradientNormalization = null;
        gradientNormalizationThreshold = Double.NaN;
    }

    /** The shape of this layer; throws {@link IllegalArgumentException} if the fields from a file do not make one. */
    public EncoderForecasterConfig config() {
        if (hidden == null
                || inputKernels == null
                || stateKernels == null
                || peephole == null
                || fields < 1
                || nOut % fields != 0
                || hidden.length != inputKernels.length
                || hidden.length != stateKernels.length) {
            throw new IllegalArgumentException("The encoder-forecaster's layers are not described in full.");
        }
        List<CellConfig> cells = IntStream.range(0, hidden.length)
                .mapToObj(k -> new CellConfig(hidden[k], inputKernels[k], stateKernels[k]))
                .toList();
        return new EncoderForecasterConfig(
                inputFrames,
                leads,
                Math.toIntExact(nIn),
                Math.toIntExact(nOut) / fields,
                fields,
                cells,
                peephole,
                rows,
                columns,
                firstGuess);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParams,
            DataType networkDataType) {
        EncoderForecasterLayer layer = new EncoderForecasterLayer(conf, networkDataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return EncoderForecasterParams.INSTANCE;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputTypeConvolutional3D in = frames(inputType);
        return InputType.convolutional3D(DataFormat.NCDHW, leads, in.getHeight(), in.getWidth(), nOut);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        InputTypeConvolutional3D in = frames(inputType);
        if (in.getChannels() != nIn || in.getDepth() != config().framesGiven()) {
            throw new IllegalStateException("This layer reads " + config().framesGiven() + " frames of " + nIn
                    + " channels, not " + in.getDepth() + " of " + in.getChannels());
        }
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        frames(inputType);
        return null; // how DL4J says "none is needed"
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputTypeConvolutional3D in = frames(inputType);
        long cells = in.getHeight() * in.getWidth();
        long steps = inputFrames + leads;
        long states = (6 * steps + 2) * config().totalHidden() * cells;
        return new LayerMemoryReport.Builder(getLayerName(), ConvLstmEncoderForecaster.class, in, getOutputType(0, in))
                .standardMemory(
                        initializer().numParams(this),
                        getIUpdater().stateSize(initializer().numParams(this)))
                .workingMemory(0, 0, 0, states)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    private static InputTypeConvolutional3D frames(InputType inputType) {
        if (inputType instanceof InputTypeConvolutional3D in && in.getDataFormat() == DataFormat.NCDHW) {
            return in;
        }
        throw new IllegalStateException("The encoder-forecaster reads frames in NCDHW, not " + inputType);
    }

    @Override
    public ConvLstmEncoderForecaster clone() {
        return (ConvLstmEncoderForecaster) super.clone(); // the arrays are never written to
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConvLstmEncoderForecaster that
                && super.equals(that)
                && inputFrames == that.inputFrames
                && leads == that.leads
                && Arrays.equals(hidden, that.hidden)
                && Arrays.equals(inputKernels, that.inputKernels)
                && Arrays.equals(stateKernels, that.stateKernels)
                && peephole == that.peephole
                && rows == that.rows
                && columns == that.columns
                && firstGuess == that.firstGuess
                && fields == that.fields;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof ConvLstmEncoderForecaster;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), inputFrames, leads, Arrays.hashCode(hidden), peephole);
    }

    @Override
    public String toString() {
        return "ConvLstmEncoderForecaster[" + config() + "]";
    }
}
