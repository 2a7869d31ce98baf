package amagumo.model.convlstm;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What the forward pass of a sample reads and writes, frame by frame in order of time. */
interface Passage {

    /**
     * The network's input: the observed frames and then, if it starts from one, the first guess of each field of each
     * lead.
     *
     * @param index asked for once each, in order
     * @return {@code [1, rows, columns, inputChannels]}, of a guess at least its first {@code outputChannels}; valid
     *     until the next call
     */
    INDArray frame(int index);

    /** Whether a field of the leads is wanted; of the others neither the guess is asked for nor the logits are computed. */
    default boolean wants(int field) {
        return true;
    }

    /** Where to write the logits of a field of a lead (0 for the first), {@code [1, rows, columns, outputChannels]}. */
    INDArray logits(int lead, int field);

    /** Called once the logits of a field of a lead are written. */
    void done(int lead, int field);

    /**
     * A passage through arrays that hold all frames.
     *
     * @param frames {@code [framesGiven, rows, columns, inputChannels]}
     * @param logits {@code [leads, fields, rows, columns, outputChannels]}
     */
    static Passage through(INDArray frames, INDArray logits) {
        return new Passage() {
            @Override
            public INDArray frame(int index) {
                return Forward.frame(frames, index);
            }

            @Override
            public INDArray logits(int lead, int field) {
                return Forward.frame(logits.slice(lead), field);
            }

            @Override
            public void done(int lead, int field) {
                // The logits are already where they belong.
            }
        };
    }
}
