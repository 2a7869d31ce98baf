package amagumo.model.ensemble;

import amagumo.ingest.radar.CellBox;
import amagumo.model.motion.Origins;
import amagumo.model.motion.RainySquares;

/**
 * Gaussian noise that moves with the rain and changes as fast as rain of its scale does: for each member, lead and cell a number that
 * follows from the seed alone, in whatever order they are asked for.
 *
 * <p>Each band turns from one field of white noise into the next, {@code cos(x) a + sin(x) b}, so that its variance is 1 at
 * any time and its correlation after a step is that of {@link Lifetimes}.
 *
 * @param seed of all members
 * @param origins how the rain moves
 * @param lifetimes how fast each scale changes
 */
record Noise(long seed, Origins origins, Lifetimes lifetimes) {

    /** How far from its mean the number of bits is, of 64 random ones, that are set: the root of the variance. */
    private static final float BITS = 4;

    /** Smoothing takes no negative values, and noise is above -8, turned above -11.4. What lifts it cancels out in a band. */
    private static final float LIFT = 12;

    /** The golden ratio's share of 2^64: successive multiples of it are spread evenly (SplitMix64, Steele et al. 2014). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * The noise of a member.
     *
     * @param amplitudes of each band; the noise has a variance of 1 if the sum of their squares is 1
     * @return {@code [row][column]}
     */
    float[][] of(int member, int lead, double[] amplitudes) {
        float[][] sum = new float[origins.motion().rows()][origins.motion().columns()];
        for (int band = 0; band < Scales.COUNT; band++) {
            Scales.add(sum, band(member, lead, band), amplitudes[band]);
        }
        return sum;
    }

    /** The noise of one band, of variance 1: {@code [row][column]}. */
    float[][] band(int member, int lead, int band) {
        return band(member, lead, band, origins.grid());
    }

    /** The same in a part of the grid alone: {@code [row][column]} from the part's corner. */
    float[][] band(int member, int lead, int band, CellBox part) {
        long start = mixed(seed + mixed(member * (long) Scales.COUNT + band));
        double turned = lead * lifetimes.turnsPerStep(band) + (start >>> 11) * 0x1p-53;
        long number = (long) Math.floor(turned);
        float cos = (float) Math.cos(Math.PI / 2 * (turned - number));
        float sin = (float) Math.sin(Math.PI / 2 * (turned - number));
        long from = mixed(start + number * GOLDEN);
        long to = mixed(start + (number + 1) * GOLDEN);
        int margin = Scales.REACH;
        float[][] white = origins.moved(
                (row, column) -> LIFT + cos * white(from, row, column) + sin * white(to, row, column),
                lead,
                part,
                margin);
        return RainySquares.part(Scales.ofNoise(white, band), new CellBox(margin, margin, part.rows(), part.columns()));
    }

    /** A number of a nearly normal distribution, between -8 and 8. */
    private static float white(long field, int row, int column) {
        long bits = mixed(field + (((long) row << 32) ^ (column & 0xFFFFFFFFL)) * GOLDEN);
        return (Long.bitCount(bits) - Long.SIZE / 2) / BITS;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long bits) {
        long a = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
