package amagumo.model.train;

/**
 * A field to be learnt.
 *
 * @param pixels {@code [row][column]}, 0 to 1, anything where it does not count
 * @param weights how much each cell counts, 0 or above
 */
record Target(float[][] pixels, float[][] weights) {}
