package amagumo.ingest.sample;

/**
 * Smooth noise in two dimensions and time: gradient noise (Perlin, 2002, Improving Noise) in octaves, each with half
 * the scale, 0.6 times the amplitude and a life shorter by 2^(2/3) than the one before, because small features of rain
 * live less long. It gives the same numbers on every machine.
 */
final class FractalNoise {

    private static final double PERSISTENCE = 0.6;
    private static final double TIME_RATIO = 1.5874010519681994;

    private final long seed;
    private final int octaves;
    private final double scaleKm;
    private final double lifeMinutes;

    /**
     * @param scaleKm size of the largest features
     * @param lifeMinutes how long these live
     */
    FractalNoise(long seed, int octaves, double scaleKm, double lifeMinutes) {
        this.seed = seed;
        this.octaves = octaves;
        this.scaleKm = scaleKm;
        this.lifeMinutes = lifeMinutes;
    }

    /** The noise at a place and time, most of it within -1 to 1. */
    double at(double xKm, double yKm, double minutes) {
        double x = xKm / scaleKm;
        double y = yKm / scaleKm;
        double t = minutes / lifeMinutes;
        double sum = 0;
        double amplitude = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += amplitude * gradientNoise(seed + octave, x, y, t);
            // An offset that is not a whole number keeps the zeros of the lattices apart.
            x = 2 * x + 17.31;
            y = 2 * y - 5.17;
            t = TIME_RATIO * t + 3.7;
            amplitude *= PERSISTENCE;
        }
        return sum;
    }

    private static double gradientNoise(long seed, double x, double y, double t) {
        long i = floor(x);
        long j = floor(y);
        long k = floor(t);
        double fx = x - i;
        double fy = y - j;
        double ft = t - k;
        double u = fade(fx);
        double v = fade(fy);
        double near = mix(v, edge(seed, i, j, k, fx, fy, ft, u), edge(seed, i, j + 1, k, fx, fy - 1, ft, u));
        double far =
                mix(v, edge(seed, i, j, k + 1, fx, fy, ft - 1, u), edge(seed, i, j + 1, k + 1, fx, fy - 1, ft - 1, u));
        return mix(fade(ft), near, far);
    }

    private static double edge(long seed, long i, long j, long k, double fx, double fy, double ft, double u) {
        return mix(u, slope(hash(seed, i, j, k), fx, fy, ft), slope(hash(seed, i + 1, j, k), fx - 1, fy, ft));
    }

    /** The dot product with one of the 12 directions to the edges of a cube. */
    private static double slope(int hash, double x, double y, double t) {
        return switch (hash % 12) {
            case 0 -> x + y;
            case 1 -> x - y;
            case 2 -> -x + y;
            case 3 -> -x - y;
            case 4 -> x + t;
            case 5 -> x - t;
            case 6 -> -x + t;
            case 7 -> -x - t;
            case 8 -> y + t;
            case 9 -> y - t;
            case 10 -> -y + t;
            default -> -y - t;
        };
    }

    private static int hash(long seed, long i, long j, long k) {
        long h = seed + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL + k * 0x165667B19E3779F9L;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return (int) (h >>> 33);
    }

    private static double fade(double f) {
        return f * f * f * (f * (f * 6 - 15) + 10);
    }

    private static double mix(double weight, double a, double b) {
        return a + weight * (b - a);
    }

    private static long floor(double value) {
        return (long) Math.floor(value);
    }
}
