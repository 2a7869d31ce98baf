package amagumo.model.convlstm;

import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A trained network run on one large sample: it gives the same as {@link MultiLayerNetwork#output}, but frame by frame
 * and on all threads, so that only one frame and the network's latest states are in memory at a time.
 */
public final class FrameByFrame {

    /**
     * How many intermediate results ND4J's operations make for gates and convolutions, each with as many channels as
     * the hidden state.
     */
    private static final int PLAIN_RESULTS = 14;

    private final EncoderForecasterLayer layer;
    private final EncoderForecasterConfig config;

    /** Reads a frame that the network is given. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param frame from 0, each once and in order of time: the observed frames, then the first guess of each field
         *     of each lead that is wanted
         * @param into out: {@code [1, rows, columns, inputChannels]} of an observed frame, {@code outputChannels} of a first
         *     guess, float
         */
        void read(int frame, INDArray into);
    }

    /** Takes a field that the network forecasts. */
    @FunctionalInterface
    public interface Writer {
        /**
         * @param lead 0 for the first
         * @param field the field of that lead, 0 for the first
         * @param pixels {@code [1, rows, columns, outputChannels]} from 0 to 1, valid until the method returns
         */
        void write(int lead, int field, INDArray pixels);
    }

    /** A network of a {@link ConvLstmEncoderForecaster} and its loss, in float. */
    public FrameByFrame(MultiLayerNetwork network) {
        layer = (EncoderForecasterLayer) network.getLayer(0);
        config = layer.layerConf().config();
        if (network.params().dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("A network in %s does not run frame by frame."
                    .formatted(network.params().dataType()));
        }
    }

    /** The octets that running this way takes for each position of the grid, besides a few megabytes in all. */
    public static long octetsPerPosition(EncoderForecasterConfig config) {
        long states = 3L * config.totalHidden();
        long gates = config.cells().stream()
                .filter(cell -> !KernelChoice.isPiecewise(cell))
                .mapToInt(CellConfig::hidden)
                .distinct()
                .mapToLong(hidden -> 4L * hidden)
                .sum();
        boolean fused = KernelChoice.areFused(DataType.FLOAT);
        int largest = config.cells().stream().mapToInt(CellConfig::hidden).max().orElseThrow();
        long between = fused ? 0 : (long) PLAIN_RESULTS * largest; // results of ND4J's operations
        long frames = config.inputChannels() + (config.firstGuess() ? 4L : 1L) * config.outputChannels();
        return Float.BYTES * (states + gates + between + frames);
    }

    /**
     * Forecasts a sample of this size in positions.
     *
     * @param wanted the fields of a lead that are wanted; for the others no first guess is read, and nothing is computed that only they need
     */
    public void run(long rows, long columns, Set<Integer> wanted, Reader reader, Writer writer) {
        try (INDArray frame = Nd4j.createUninitialized(DataType.FLOAT, 1, rows, columns, config.inputChannels());
                INDArray guess = Nd4j.createUninitialized(DataType.FLOAT, 1, rows, columns, config.outputChannels());
                INDArray output = Nd4j.createUninitialized(DataType.FLOAT, 1, rows, columns, config.outputChannels())) {
            layer.run(rows, columns, new Streamed(wanted, reader, writer, config, frame, guess, output));
        }
    }

    private record Streamed(
            Set<Integer> wanted,
            Reader reader,
            Writer writer,
            EncoderForecasterConfig config,
            INDArray observed,
            INDArray guess,
            INDArray output)
            implements Passage {

        @Override
        public INDArray frame(int index) {
            INDArray into = index < config.inputFrames() ? observed : guess;
            reader.read(index, into);
            return into;
        }

        @Override
        public boolean wants(int field) {
            return wanted.contains(field);
        }

        @Override
        public INDArray logits(int lead, int field) {
            return output;
        }

        @Override
        public void done(int lead, int field) {
            writer.write(lead, field, Transforms.sigmoid(output, false));
        }
    }
}
