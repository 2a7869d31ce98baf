package amagumo.model.train;

/** How weights follow gradients. */
public enum Optimizer {
    /** RMSProp with decay 0.9, the paper's. */
    RMSPROP,
    /** Adam with DL4J's defaults. */
    ADAM
}
