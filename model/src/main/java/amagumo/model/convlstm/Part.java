package amagumo.model.convlstm;

/** The two halves of the network; each has cells with weights of its own. */
enum Part {
    ENCODER,
    FORECASTER;

    /** The name of a cell's parameter, such as {@code encoder1.Wx}; layers count from 1 at the bottom. */
    String parameter(int layer, String name) {
        return (this == ENCODER ? "encoder" : "forecaster") + (layer + 1) + "." + name;
    }

    /** Whether the cell of this part and layer has an input; the forecaster's bottom one has none. */
    boolean hasInput(int layer) {
        return this == ENCODER || layer > 0;
    }
}
