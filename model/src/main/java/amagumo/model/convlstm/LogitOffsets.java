package amagumo.model.convlstm;

import amagumo.model.convlstm.NetworkArrays.Guess;
import amagumo.model.threads.Crew;
import amagumo.model.threads.Scratch;
import java.lang.ref.Reference;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is added to the logits of a field of a lead beside its convolution: a bias for each channel and, where the network
 * starts from a first guess, gain times the logit of the guess plus a bias. Pixels of a guess are clamped to [{@value #FLOOR},
 * 1 - {@value #FLOOR}] first, where their logit is within +-4.6.
 */
final class LogitOffsets {

    static final double FLOOR = 0.01;

    private static final double LOWEST = Math.log(FLOOR / (1 - FLOOR));

    /** Positions that are worked on at once, so that they stay in the cache. */
    private static final int BLOCK = 256;

    private LogitOffsets() {}

    /**
     * The first guess of a field.
     *
     * @param index of the field among those of all leads
     * @param gainAndBias of all fields; their gradients on the way back
     * @param pixels {@code [1, rows, columns, channels]}; the way forward turns them into their logits, which the way back needs
     */
    record GuessOfField(int index, Guess gainAndBias, INDArray pixels) {

        private double gain() {
            return gainAndBias.gain().getDouble(index);
        }

        private double offset() {
            return gainAndBias.bias().getDouble(index);
        }
    }

    /** What a thread works in. */
    private static final class Block implements Scratch.Memory {

        private double[] field = {};
        private double[] guess = {};
        private float[] through = {};

        Block fitting(int length) {
            if (field.length < length) {
                field = new double[length];
                guess = new double[length];
                through = new float[length];
            }
            return this;
        }

        @Override
        public void close() {
            // It is on the heap.
        }
    }

    /**
     * Adds to the logits of a field.
     *
     * @param bias {@code [channels]}
     * @param guess to start from, if there is one
     * @param logits {@code [1, rows, columns, channels]}, added to
     */
    static void forward(INDArray bias, Optional<GuessOfField> guess, INDArray logits, Crew crew) {
        double[] biases = bias.toDoubleVector();
        HostNumbers field = HostNumbers.of(logits);
        Optional<HostNumbers> pixels = guess.map(some -> HostNumbers.of(some.pixels()));
        double gain = guess.map(GuessOfField::gain).orElse(0.0);
        double offset = guess.map(GuessOfField::offset).orElse(0.0);
        int all = (int) logits.length();
        int most = BLOCK * biases.length;
        double[] ofBlock = new double[most];
        for (int i = 0; i < most; i++) {
            ofBlock[i] = biases[i % biases.length];
        }
        crew.forEach((all + most - 1) / most, (part, scratch) -> {
            int start = part * most;
            int length = Math.min(most, all - start);
            Block block = scratch.get(Block.class, Block::new).fitting(most);
            field.get(start, block.field, length, block.through);
            if (pixels.isPresent()) {
                pixels.get().get(start, block.guess, length, block.through);
                logits(block.guess, length);
                addScaled(block.guess, gain, offset, block.field, length);
                pixels.get().put(start, block.guess, length, block.through);
            }
            addScaled(ofBlock, 1, 0, block.field, length);
            field.put(start, block.field, length, block.through);
        });
        Reference.reachabilityFence(new Object[] {guess, logits});
    }

    private static void addScaled(double[] numbers, double gain, double offset, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += gain * numbers[i] + offset;
        }
    }

    /** Most pixels of a guess, where it does not rain, are like the one before. */
    private static void logits(double[] pixels, int count) {
        double before = FLOOR;
        double ofBefore = LOWEST;
        for (int i = 0; i < count; i++) {
            double pixel = pixels[i];
            if (pixel != before) {
                before = pixel;
                ofBefore = logit(pixel);
            }
            pixels[i] = ofBefore;
        }
    }

    private static double logit(double pixel) {
        if (pixel <= FLOOR) {
            return LOWEST;
        }
        return pixel >= 1 - FLOOR ? -LOWEST : Math.log(pixel / (1 - pixel));
    }

    /**
     * Adds to the gradients of the biases, and of a guess's gain and bias.
     *
     * @param gradient dL/d(logits) of the field, {@code [1, rows, columns, channels]}
     * @param biasSum added to, {@code [channels]}
     * @param guess of the way forward, with the sums that are added to
     */
    static void backward(INDArray gradient, INDArray biasSum, Optional<GuessOfField> guess, Scratch scratch) {
        int channels = (int) biasSum.length();
        int most = BLOCK * channels;
        double[] biases = new double[channels];
        double gain = 0;
        HostNumbers field = HostNumbers.of(gradient);
        Optional<HostNumbers> logit = guess.map(some -> HostNumbers.of(some.pixels()));
        Block block = scratch.get(Block.class, Block::new).fitting(most);
        for (int start = 0; start < gradient.length(); start += most) {
            int length = (int) Math.min(most, gradient.length() - start);
            field.get(start, block.field, length, block.through);
            for (int at = 0; at < length; at += channels) {
                for (int c = 0; c < channels; c++) {
                    biases[c] += block.field[at + c];
                }
            }
            if (logit.isPresent()) {
                logit.get().get(start, block.guess, length, block.through);
                gain += product(block, length);
            }
        }
        double offset = 0;
        for (int c = 0; c < channels; c++) {
            add(biasSum, c, biases[c]);
            offset += biases[c];
        }
        if (guess.isPresent()) {
            add(guess.get().gainAndBias().gain(), guess.get().index(), gain);
            add(guess.get().gainAndBias().bias(), guess.get().index(), offset);
        }
        Reference.reachabilityFence(new Object[] {guess, gradient});
    }

    private static double product(Block block, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += block.field[i] * block.guess[i];
        }
        return sum;
    }

    private static void add(INDArray array, int index, double share) {
        array.putScalar(index, array.getDouble(index) + share);
    }

    /**
     * The gradient of a guess: d logit(x) / dx = 1 / (x (1 - x)) between the clamps, and 0 beyond.
     *
     * @param gain of the field
     * @param gradient dL/d(logits) of the field
     * @param pixels the guess
     * @param pixelGradient out: dL/d(guess)
     */
    static void pixelGradient(double gain, INDArray gradient, INDArray pixels, INDArray pixelGradient) {
        INDArray inside = pixels.gt(FLOOR).castTo(pixels.dataType());
        inside.muli(pixels.lt(1 - FLOOR).castTo(pixels.dataType()));
        // Beyond the clamps 0 / 1, whatever the pixel.
        INDArray inverse = pixels.mul(pixels.rsub(1)).muli(inside).addi(inside.rsub(1));
        pixelGradient.assign(gradient.mul(gain).muli(inside).divi(inverse));
    }
}
