package amagumo.model.train;

/**
 * How a sample is changed, so that more is learnt from the same rain.
 *
 * @param symmetry how it is flipped and turned
 * @param intensity factor of its rain rates, above 0
 */
public record Augmentation(Symmetry symmetry, float intensity) {

    public Augmentation {
        if (!(intensity > 0)) {
            throw new IllegalArgumentException("rain rates times " + intensity);
        }
    }

    /**
     * Frames whose rain is stronger or weaker by this factor.
     *
     * @param window {@code [frame][row][column]} in mm/h, NaN missing
     */
    float[][][] scaled(float[][][] window) {
        float[][][] scaled = new float[window.length][][];
        for (int t = 0; t < window.length; t++) {
            scaled[t] = new float[window[t].length][];
            for (int r = 0; r < window[t].length; r++) {
                scaled[t][r] = window[t][r].clone();
                for (int c = 0; c < scaled[t][r].length; c++) {
                    scaled[t][r][c] *= intensity;
                }
            }
        }
        return scaled;
    }
}
