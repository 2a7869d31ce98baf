package amagumo.model.train;

/** What training minimises. */
public enum Objective {
    /** Cross-entropy of pixels, as in the paper. */
    CROSS_ENTROPY,
    /** Cross-entropy, weighted 1, 2, 5, 10, 30 from 2, 5, 10, 30 mm/h of the target on (weights of Shi et al. 2017). */
    WEIGHTED_CROSS_ENTROPY,
    /** Squared plus absolute error of pixels, weighted in the same way: B-MSE + B-MAE of Shi et al. 2017. */
    BALANCED_ERROR,
    /** Poisson deviance of rain rates; the more it rains in a sample, the less the sample weighs. */
    POISSON,
    /**
     * The same, plus the likelihood of the class between two thresholds of {@code Exceedance} that the rain falls in:
     * the network learns probabilities as well as rain rates.
     */
    EXCEEDANCE
}
