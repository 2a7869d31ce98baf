package amagumo.model.train;

/** What training makes small. */
public enum Objective {
    /** Cross-entropy of pixels, the paper's. */
    CROSS_ENTROPY,
    /** Cross-entropy, weighted 1, 2, 5, 10, 30 from 2, 5, 10, 30 mm/h of the target on (weights of Shi et al. 2017). */
    WEIGHTED_CROSS_ENTROPY,
    /** Squared plus absolute error of pixels, weighted likewise: B-MSE + B-MAE of Shi et al. 2017. */
    BALANCED_ERROR,
    /** Poisson deviance of rain rates, each sample weighing the less the more it rains in it. */
    POISSON,
    /**
     * The same, plus the likelihood of the class between two thresholds of {@code Exceedance} in which the rain falls: the
     * network learns probabilities beside rain rates.
     */
    EXCEEDANCE
}
