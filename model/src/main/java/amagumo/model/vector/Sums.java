package amagumo.model.vector;

/** Takes the sums of a convolution while they are in the cache, so that they need not be read from an array. */
@FunctionalInterface
public interface Sums {

    /**
     * Takes the sums of adjacent positions.
     *
     * @param first index of the first position in the frame, row after row
     * @param count how many positions
     * @param sums {@code [positions][outputs]} from {@code at} on, valid until the method returns; must not be changed
     */
    void take(int first, int count, float[] sums, int at);
}
