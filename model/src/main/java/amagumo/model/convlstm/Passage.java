package amagumo.model.convlstm;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a sample's way through the network reads and writes, frame by frame in the order of time. */
interface Passage {

    /**
     * What the network is given: the observed frames, then, where it starts from one, the first guess of each field of each
     * lead.
     *
     * @param index asked for once each, in order
     * @return {@code [1, rows, columns, inputChannels]}, of a guess at least its first {@code outputChannels}, as it is until
     *     the next call
     */
    INDArray frame(int index);

    /** Where the logits of a field of a lead (0 for the first) go, {@code [1, rows, columns, outputChannels]}. */
    INDArray logits(int lead, int field);

    /** Says that the logits of a field of a lead are there. */
    void done(int lead, int field);

    /**
     * Through arrays that hold all frames.
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
                // It is where it belongs.
            }
        };
    }
}
