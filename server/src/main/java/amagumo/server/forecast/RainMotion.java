package amagumo.server.forecast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.motion.MotionField;

/**
 * How far rain moves in one step, at nodes: the centres of {@code rows} x {@code columns} equal parts of a grid, from the
 * north-west, row by row. Between nodes it is bilinear, beyond the outermost ones constant.
 *
 * @param version tells this motion from that of any other frames: 16 hexadecimal digits
 * @param stepMinutes the time of one step
 * @param rows of nodes
 * @param columns of nodes
 * @param east degrees of longitude per step, positive to the east; must not be changed
 * @param north degrees of latitude per step, positive to the north; must not be changed
 */
public record RainMotion(String version, int stepMinutes, int rows, int columns, float[] east, float[] north) {

    /** Nodes along the longer side: more explain the frame in between no better (docs/benchmarks.md). */
    private static final int NODES = 16;

    static RainMotion of(String version, int stepMinutes, MotionField field, RadarGrid grid) {
        double side = Math.max(1, Math.max(grid.nx(), grid.ny()) / (double) NODES);
        int rows = (int) Math.max(1, Math.round(grid.ny() / side));
        int columns = (int) Math.max(1, Math.round(grid.nx() / side));
        float[] east = new float[rows * columns];
        float[] north = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int node = row * columns + column;
                int top = row * grid.ny() / rows;
                int bottom = (row + 1) * grid.ny() / rows;
                int left = column * grid.nx() / columns;
                int right = (column + 1) * grid.nx() / columns;
                double eastSum = 0;
                double southSum = 0;
                for (int r = top; r < bottom; r++) {
                    for (int c = left; c < right; c++) {
                        eastSum += field.east(r, c);
                        southSum += field.south(r, c);
                    }
                }
                double cells = (double) (bottom - top) * (right - left);
                east[node] = (float) (eastSum / cells * grid.dLon());
                north[node] = (float) (-southSum / cells * grid.dLat());
            }
        }
        return new RainMotion(version, stepMinutes, rows, columns, east, north);
    }
}
