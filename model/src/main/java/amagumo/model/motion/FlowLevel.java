package amagumo.model.motion;

import amagumo.model.threads.Rows;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One level of the pyramid: improves a motion (u to the east, v to the south, in cells of the level per step) so that it
 * lowers
 *
 * <pre>  Σ over pairs of neighbouring frames A, B:  ψ(B(x + w/2) - A(x - w/2))  +  α |∇w|²,   ψ(s) = ε² sqrt(1 + s²/ε²)</pre>
 *
 * by turns linearised about the present motion and solved by successive over-relaxation. Both frames are looked up half
 * a step away, so that the motion is that at the cell itself, as advection reads it.
 */
final class FlowLevel {

    /** α: how much a motion may vary, decibels². */
    private static final float SMOOTHNESS = 50;

    /** ε: differences beyond it, decibels, are growth or decay rather than motion and count linearly. */
    private static final float ROBUST_FROM = 1;

    private static final int WARPS = 2;
    private static final int RELAXATIONS = 20;
    private static final float OVER_RELAXATION = 1.9f;

    private final List<Plane> frames;
    private final List<Plane> slopesEast;
    private final List<Plane> slopesSouth;
    private final Plane u;
    private final Plane v;
    // The linear system of a cell: [uu uv; uv vv] (u, v) = (bu, bv), before smoothness.
    private final float[] uu;
    private final float[] uv;
    private final float[] vv;
    private final float[] bu;
    private final float[] bv;

    private FlowLevel(List<Plane> frames, Plane u, Plane v) {
        this.frames = frames;
        this.slopesEast = frames.stream().map(Plane::slopeEast).toList();
        this.slopesSouth = frames.stream().map(Plane::slopeSouth).toList();
        this.u = u;
        this.v = v;
        int cells = u.values().length;
        uu = new float[cells];
        uv = new float[cells];
        vv = new float[cells];
        bu = new float[cells];
        bv = new float[cells];
    }

    /** Improves u and v in place. */
    static void refine(List<Plane> frames, Plane u, Plane v) {
        FlowLevel level = new FlowLevel(frames, u, v);
        for (int warp = 0; warp < WARPS; warp++) {
            level.inEachRow(level::linearise);
            for (int i = 0; i < RELAXATIONS; i++) {
                // Red and black cells in turn: none has a neighbour of its own colour, so rows may go in parallel.
                level.inEachRow(row -> level.relax(row, row & 1));
                level.inEachRow(row -> level.relax(row, ~row & 1));
            }
        }
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
            // What came from beyond the edge, or leaves, is seen in one frame only.
            if (isInside(row - halfV, column - halfU) && isInside(row + halfV, column + halfU)) {
                for (int t = 0; t + 1 < frames.size(); t++) {
                    float before = frames.get(t).at(row - halfV, column - halfU);
                    float after = frames.get(t + 1).at(row + halfV, column + halfU);
                    float du = slope(slopesEast, t, row, column, halfU, halfV);
                    float dv = slope(slopesSouth, t, row, column, halfU, halfV);
                    float dt = after - before;
                    float weight = (float) (1 / Math.sqrt(1 + dt * dt / (ROBUST_FROM * ROBUST_FROM)));
                    sumUu += weight * du * du;
                    sumUv += weight * du * dv;
                    sumVv += weight * dv * dv;
                    sumUt += weight * du * dt;
                    sumVt += weight * dv * dt;
                }
            }
            uu[i] = sumUu;
            uv[i] = sumUv;
            vv[i] = sumVv;
            bu[i] = sumUu * u.values()[i] + sumUv * v.values()[i] - sumUt;
            bv[i] = sumUv * u.values()[i] + sumVv * v.values()[i] - sumVt;
        }
    }

    private static float slope(List<Plane> slopes, int t, int row, int column, float halfU, float halfV) {
        return (slopes.get(t).at(row - halfV, column - halfU)
                        + slopes.get(t + 1).at(row + halfV, column + halfU))
                / 2;
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
