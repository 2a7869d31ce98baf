package amagumo.model.vector.gates;

import static amagumo.model.vector.Lanes.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sigmoid and hyperbolic tangent of a vector of floats, to a few units in the last place. Both use exp(x) = 2^n exp(r),
 * with r = x - n ln 2 within +-ln(2) / 2, where exp(r) - 1 is a Taylor polynomial of degree 7 (the remainder is below
 * 5e-9).
 */
final class Curves {

    /** Beyond this the sigmoid in float is 0 or 1 to within the smallest normal number, and 2^n still has an exponent. */
    private static final float LIMIT = 87;

    private static final float LOG2_E = 1.44269504f;
    private static final float LN_2_HIGH = 0.693359375f;
    private static final float LN_2_LOW = -2.12194440e-4f;

    /** Adding this rounds to an integer n and leaves n + 127, the exponent of 2^n, in the lowest bits. */
    private static final float ROUND = 0x1.8p23f + 127;

    private static final int EXPONENT_SHIFT = 23;

    private Curves() {}

    /** 1 / (1 + exp(-x)). */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector y = x.neg().max(-LIMIT).min(LIMIT);
        FloatVector rounded = y.fma(LOG2_E, ROUND);
        FloatVector scale = powerOfTwo(rounded);
        return broadcast(1).div(expm1OfRest(y, rounded).fma(scale, scale).add(1));
    }

    /** tanh(x) = -a / (2 + a) with a = exp(-2|x|) - 1, which keeps its digits near 0, and the sign of x. */
    static FloatVector tanh(FloatVector x) {
        FloatVector y = x.abs().mul(-2).max(-LIMIT);
        FloatVector rounded = y.fma(LOG2_E, ROUND);
        FloatVector scale = powerOfTwo(rounded);
        FloatVector a = expm1OfRest(y, rounded).fma(scale, scale.sub(1));
        IntVector magnitude = a.neg().div(a.add(2)).reinterpretAsInts();
        IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        return magnitude.or(sign).reinterpretAsFloats();
    }

    private static FloatVector powerOfTwo(FloatVector rounded) {
        return rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .reinterpretAsFloats();
    }

    private static FloatVector expm1OfRest(FloatVector y, FloatVector rounded) {
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(broadcast(-LN_2_LOW), n.fma(broadcast(-LN_2_HIGH), y));
        FloatVector p = r.fma(1f / 5040, 1f / 720);
        p = p.fma(r, broadcast(1f / 120));
        p = p.fma(r, broadcast(1f / 24));
        p = p.fma(r, broadcast(1f / 6));
        p = p.fma(r, broadcast(0.5f));
        return p.mul(r).fma(r, r);
    }
}
