package amagumo.model.vector;

/** Takes the sums of a convolution while they are in the cache, instead of reading them from an array. */
@FunctionalInterface
public interface Sums {

    /**
     * Takes those of positions side by side.
     *
     * @param first place of the first position in the frame, row after row
     * @param count how many positions
     * @param sums {@code [positions][outputs]} from {@code at} on, until the method returns; left as they are
     */
    void take(int first, int count, float[] sums, int at);
}
