package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;

/** Probabilities as {@link PooledOctets}: octet 0 is a missing cell, and n + 1 a probability of n per cent. */
public final class ProbabilityLevels {

    /** Level of a cell without data. */
    public static final int MISSING = 0;

    /** Level of a cell of no probability: of so many per cent more is the level so much higher. */
    public static final int ZERO = 1;

    private static final float PER_CENT = 100;

    private ProbabilityLevels() {}

    /**
     * Packs a field.
     *
     * @param probabilities {@code [row][column]}, 0 to 1, NaN where missing
     * @param grid of the field
     */
    public static byte[] gzipped(float[][] probabilities, RadarGrid grid) {
        return PooledOctets.gzipped(probabilities, grid, ProbabilityLevels::level);
    }

    private static int level(float probability) {
        return Float.isNaN(probability) ? MISSING : ZERO + Math.round(PER_CENT * probability);
    }
}
