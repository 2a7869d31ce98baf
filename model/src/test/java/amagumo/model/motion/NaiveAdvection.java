package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Advection as the books have it, in double, one trajectory after the other: the oracle of {@link Advection}. */
final class NaiveAdvection {

    private NaiveAdvection() {}

    static void assertClose(float[][] field, MotionField motion, int steps, float[][] moved, double delta) {
        for (int r = 0; r < field.length; r++) {
            for (int c = 0; c < field[r].length; c++) {
                double y = r;
                double x = c;
                for (int k = 0; k < Math.abs(steps); k++) {
                    double dy = 0;
                    double dx = 0;
                    for (int i = 0; i < 2; i++) {
                        double middleRow = y + dy / 2;
                        double middleColumn = x + dx / 2;
                        dy = -Math.signum(steps) * between(motion, motion.south(), middleRow, middleColumn);
                        dx = -Math.signum(steps) * between(motion, motion.east(), middleRow, middleColumn);
                    }
                    y += dy;
                    x += dx;
                }
                // Which side of the edge a trajectory ends on is a matter of rounding: only those clearly inside.
                if (y > 0.5 && x > 0.5 && y < field.length - 1.5 && x < field[r].length - 1.5) {
                    assertEquals(bilinear(field, y, x), moved[r][c], delta, "row " + r + ", column " + c);
                }
            }
        }
    }

    private static double between(MotionField motion, float[] values, double row, double column) {
        int across = (motion.columns() + motion.spacing() - 1) / motion.spacing();
        float[][] squares = new float[values.length / across][across];
        for (int i = 0; i < values.length; i++) {
            squares[i / across][i % across] = values[i];
        }
        double y = (row + 0.5) / motion.spacing() - 0.5;
        double x = (column + 0.5) / motion.spacing() - 0.5;
        return bilinear(squares, Math.max(0, Math.min(squares.length - 1, y)), Math.max(0, Math.min(across - 1, x)));
    }

    private static double bilinear(float[][] field, double y, double x) {
        int y0 = (int) Math.floor(y);
        int x0 = (int) Math.floor(x);
        int y1 = Math.min(field.length - 1, y0 + 1);
        int x1 = Math.min(field[0].length - 1, x0 + 1);
        double fy = y - y0;
        double fx = x - x0;
        return (1 - fy) * ((1 - fx) * field[y0][x0] + fx * field[y0][x1])
                + fy * ((1 - fx) * field[y1][x0] + fx * field[y1][x1]);
    }
}
