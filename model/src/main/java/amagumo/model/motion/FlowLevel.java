package amagumo.model.motion;

import amagumo.model.motion.TrackedPair.TrackedFrame;
import amagumo.model.threads.Rows;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One level of the pyramid: improves a motion (u to the east, v to the south, in cells of the level per step) so as to
 * lower
 *
 * <pre>  Σ over pairs of neighbouring frames A, B:  σ ψ(B(x + w/2) - A(x - w/2))  +  α |∇w|²,   ψ(s) = ε² sqrt(1 + s²/ε²)</pre>
 *
 * with σ, 0 to 1, the support of the motion by rain in both frames, see {@link TrackedPair#support}. Where it is 0 only
 * smoothness is left: the motion is that of its surroundings, or none. To lower the sum, it is repeatedly linearised
 * about the present motion and solved by successive over-relaxation. Both frames are looked up half a step away, so
 * that the motion is the one at the cell itself, as advection reads it.
 */
final class FlowLevel {

    /** α: how much a motion may vary, decibels². */
    private static final float SMOOTHNESS = 50;

    /** ε: differences beyond it, decibels, are growth or decay rather than motion and count linearly. */
    private static final float ROBUST_FROM = 1;

    /** The least support that a motion needs to set the speed limit for others. */
    private static final float SUPPORTED = 0.5f;

    private static final int WARPS = 2;
    private static final int RELAXATIONS = 20;
    private static final float OVER_RELAXATION = 1.9f;

    private final List<TrackedPair> pairs;
    private final Plane u;
    private final Plane v;
    // The linear system of a cell: [uu uv; uv vv] (u, v) = (bu, bv), before smoothness.
    private final float[] uu;
    private final float[] uv;
    private final float[] vv;
    private final float[] bu;
    private final float[] bv;

    /** The largest support that the motion of a cell had in any pair at the last linearisation. */
    private final float[] support;

    private FlowLevel(List<FramePair> pairs, Plane u, Plane v) {
        this.pairs = TrackedPair.of(pairs);
        this.u = u;
        this.v = v;
        int cells = u.values().length;
        uu = new float[cells];
        uv = new float[cells];
        vv = new float[cells];
        bu = new float[cells];
        bv = new float[cells];
        support = new float[cells];
    }

    /** Improves u and v in place. */
    static void refine(List<FramePair> pairs, Plane u, Plane v) {
        FlowLevel level = new FlowLevel(pairs, u, v);
        for (int warp = 0; warp < WARPS; warp++) {
            level.inEachRow(level::linearise);
            for (int i = 0; i < RELAXATIONS; i++) {
                // Red and black cells in turn: none has a neighbour of its own colour, so rows can be solved in
                // parallel.
                level.inEachRow(row -> level.relax(row, row & 1));
                level.inEachRow(row -> level.relax(row, ~row & 1));
            }
        }
        level.limitSpeed();
    }

    private void inEachRow(IntConsumer work) {
        Rows.forEach(u.rows(), u.columns(), work);
    }

    private void linearise(int row) {
        for (int column = 0; column < u.columns(); column++) {
            int i = row * u.columns() + column;
            float halfU = u.values()[i] / 2;
            float halfV = v.values()[i] / 2;
            float sumUu = 0;
            float sumUv = 0;
            float sumVv = 0;
            float sumUt = 0;
            float sumVt = 0;
            float most = 0;
            // What comes in over the edge, or leaves, is seen in one frame only.
            if (isInside(row - halfV, column - halfU) && isInside(row + halfV, column + halfU)) {
                for (TrackedPair pair : pairs) {
                    float trust = pair.support(row, column, halfU, halfV);
                    if (trust == 0) {
                        continue;
                    }
                    most = Math.max(most, trust);
                    TrackedFrame a = pair.before();
                    TrackedFrame b = pair.after();
                    float dt =
                            b.rain().at(row + halfV, column + halfU) - a.rain().at(row - halfV, column - halfU);
                    float du = mean(a.slopeEast(), b.slopeEast(), row, column, halfU, halfV);
                    float dv = mean(a.slopeSouth(), b.slopeSouth(), row, column, halfU, halfV);
                    float weight = trust * (float) (1 / Math.sqrt(1 + dt * dt / (ROBUST_FROM * ROBUST_FROM)));
                    sumUu += weight * du * du;
                    sumUv += weight * du * dv;
                    sumVv += weight * dv * dv;
                    sumUt += weight * du * dt;
                    sumVt += weight * dv * dt;
                }
            }
            support[i] = most;
            uu[i] = sumUu;
            uv[i] = sumUv;
            vv[i] = sumVv;
            bu[i] = sumUu * u.values()[i] + sumUv * v.values()[i] - sumUt;
            bv[i] = sumUv * u.values()[i] + sumVv * v.values()[i] - sumVt;
        }
    }

    private static float mean(Plane before, Plane after, int row, int column, float halfU, float halfV) {
        return (before.at(row - halfV, column - halfU) + after.at(row + halfV, column + halfU)) / 2;
    }

    /** No motion may be faster than the fastest one that leads from rain to rain; if none does, nothing moves. */
    private void limitSpeed() {
        float[] fastest = new float[u.rows()];
        inEachRow(row -> fastest[row] = fastestSupported(row));
        float squared = 0;
        for (float inRow : fastest) {
            squared = Math.max(squared, inRow);
        }
        float limit = squared;
        inEachRow(row -> slowDown(row, limit));
    }

    private float fastestSupported(int row) {
        float fastest = 0;
        for (int i = row * u.columns(); i < (row + 1) * u.columns(); i++) {
            if (support[i] >= SUPPORTED) {
                fastest = Math.max(fastest, squaredSpeed(i));
            }
        }
        return fastest;
    }

    private void slowDown(int row, float limit) {
        for (int i = row * u.columns(); i < (row + 1) * u.columns(); i++) {
            if (squaredSpeed(i) > limit) {
                float share = (float) Math.sqrt(limit / squaredSpeed(i));
                u.values()[i] *= share;
                v.values()[i] *= share;
            }
        }
    }

    private float squaredSpeed(int i) {
        return u.values()[i] * u.values()[i] + v.values()[i] * v.values()[i];
    }

    private boolean isInside(float row, float column) {
        return row >= 0 && column >= 0 && row <= u.rows() - 1 && column <= u.columns() - 1;
    }

    private void relax(int row, int firstColumn) {
        float[] us = u.values();
        float[] vs = v.values();
        int columns = u.columns();
        for (int column = firstColumn; column < columns; column += 2) {
            int i = row * columns + column;
            float sumU = 0;
            float sumV = 0;
            int neighbours = 0;
            if (column > 0) {
                sumU += us[i - 1];
                sumV += vs[i - 1];
                neighbours++;
            }
            if (column < columns - 1) {
                sumU += us[i + 1];
                sumV += vs[i + 1];
                neighbours++;
            }
            if (row > 0) {
                sumU += us[i - columns];
                sumV += vs[i - columns];
                neighbours++;
            }
            if (row < u.rows() - 1) {
                sumU += us[i + columns];
                sumV += vs[i + columns];
                neighbours++;
            }
            if (neighbours == 0) {
                continue;
            }
            float a = uu[i] + SMOOTHNESS * neighbours;
            float d = vv[i] + SMOOTHNESS * neighbours;
            float b = uv[i];
            float right = bu[i] + SMOOTHNESS * sumU;
            float below = bv[i] + SMOOTHNESS * sumV;
            float determinant = a * d - b * b;
            us[i] += OVER_RELAXATION * ((right * d - below * b) / determinant - us[i]);
            vs[i] += OVER_RELAXATION * ((below * a - right * b) / determinant - vs[i]);
        }
    }
}
