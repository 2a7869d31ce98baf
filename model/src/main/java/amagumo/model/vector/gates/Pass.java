package amagumo.model.vector.gates;

/**
 * One short loop over a block of positions. A step is a list of these, called through this interface so that the JIT
 * compiler compiles each on its own: it does not inline a call with many targets. If it inlined all of them into one,
 * it would run out of its budget midway and allocate an object for every vector from there on.
 */
interface Pass {

    /**
     * Runs over a block.
     *
     * @param first the position in the grid where the block begins
     * @param positions how many positions it has
     */
    void run(int first, int positions);

    /** Runs passes one after the other. */
    static void runAll(Pass[] passes, int first, int positions) {
        for (Pass pass : passes) {
            pass.run(first, positions);
        }
    }
}
