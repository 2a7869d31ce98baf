package amagumo.model.convlstm;

import amagumo.model.convolution.Convolver;
import amagumo.model.convolution.ConvolverGradient;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything a worker needs to take samples through the network and back, one after the other. Its native memory is
 * held until closed and reused by each sample.
 */
final class Learner implements BufferPool.Closeable {

    private final EncoderForecasterConfig config;
    private final Tape tape;
    private final Forward forward;
    private final Backward backward;
    private final List<INDArray> observed;
    private final INDArray guess;

    /** For each field of each lead, first the logits, then their gradients. */
    private final List<INDArray> logits;

    /** Room on the heap for an observed frame, and for a field of a lead. */
    private final float[] frame;

    private final float[] field;

    /** The gradient of the observed frames, which is not used. */
    private final INDArray observedGradient;

    Learner(EncoderForecasterLayer layer, long rows, long columns) {
        config = layer.layerConf().config();
        tape = new Tape(config, DataType.FLOAT, rows, columns, true);
        forward = layer.forward(rows, columns);
        backward = layer.backward(rows, columns);
        observed = frames(config.inputFrames(), rows, columns, config.inputChannels());
        guess = frame(rows, columns, config.outputChannels());
        logits = frames(config.leads() * config.fields(), rows, columns, config.outputChannels());
        frame = new float[Math.toIntExact(observed.get(0).length())];
        field = new float[Math.toIntExact(guess.length())];
        observedGradient = frame(rows, columns, config.inputChannels());
    }

    private static List<INDArray> frames(int count, long rows, long columns, int channels) {
        List<INDArray> frames = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            frames.add(frame(rows, columns, channels));
        }
        return frames;
    }

    private static INDArray frame(long rows, long columns, int channels) {
        return Nd4j.createUninitialized(DataType.FLOAT, 1, rows, columns, channels);
    }

    /**
     * Learns from a sample.
     *
     * @param sums dL/d(parameters), to which this sample's share is added
     * @return the sample's loss
     */
    double learn(
            BoundNetwork<Convolver> network,
            BoundNetwork<ConvolverGradient> back,
            SampleBySample.Sample sample,
            NetworkArrays sums) {
        Lesson lesson = new Lesson(sample);
        forward.run(network, tape, lesson);
        observedGradient.assign(0);
        backward.run(back, observed::get, tape, logits::get, sums, step -> observedGradient);
        return lesson.loss;
    }

    /** The forward pass of one sample. */
    private final class Lesson implements Passage {

        private final SampleBySample.Sample sample;
        private double loss;

        Lesson(SampleBySample.Sample sample) {
            this.sample = sample;
        }

        @Override
        public INDArray frame(int index) {
            boolean isObserved = index < config.inputFrames();
            INDArray into = isObserved ? observed.get(index) : guess;
            float[] values = isObserved ? frame : field;
            sample.read(index, values);
            HostNumbers.of(into).put(values);
            return into;
        }

        @Override
        public INDArray logits(int lead, int field) {
            return logits.get(lead * config.fields() + field);
        }

        @Override
        public void done(int lead, int index) {
            HostNumbers numbers = HostNumbers.of(logits(lead, index));
            numbers.get(field);
            loss += sample.descend(lead, index, field);
            numbers.put(field);
        }
    }

    @Override
    public void close() {
        tape.close();
        forward.close();
        backward.close();
        observed.forEach(INDArray::close);
        guess.close();
        logits.forEach(INDArray::close);
        observedGradient.close();
    }
}
