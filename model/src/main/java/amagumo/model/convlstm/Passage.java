package amagumo.model.convlstm;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a sample's way through the network reads and writes, frame by frame in the order of time. */
interface Passage {

    /**
     * What the network is given: the observed frames, then, where it starts from one, the first guess of each lead.
     *
     * @param index asked for once each, in order
     * @return {@code [1, rows, columns, inputChannels]}, as it is until the next call
     */
    INDArray frame(int index);

    /** Where the logits of a lead (0 for the first) go, {@code [1, rows, columns, outputChannels]}. */
    INDArray logits(int lead);

    /** Says that the logits of a lead are there. */
    void done(int lead);

    /**
     * Through arrays that hold all frames.
     *
     * @param frames {@code [framesGiven, rows, columns, inputChannels]}
     * @param logits {@code [leads, rows, columns, outputChannels]}
     */
    static Passage through(INDArray frames, INDArray logits) {
        return new Passage() {
            @Override
            public INDArray frame(int index) {
                return Forward.frame(frames, index);
            }

            @Override
            public INDArray logits(int lead) {
                return Forward.frame(logits, lead);
            }

            @Override
            public void done(int lead) {
                // It is where it belongs.
            }
        };
    }
}
