package amagumo.model.train;

/** How gradients change the weights. */
public enum Optimizer {
    /** RMSProp with decay 0.9, as in the paper. */
    RMSPROP,
    /** Adam with DL4J's defaults. */
    ADAM
}
