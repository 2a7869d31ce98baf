package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Motion is that of rain which was seen to move, whatever else comes, goes or is not seen. */
class SupportedMotionTest {

    private static final int SIDE = 192;
    private static final float EAST = 3;
    private static final float SOUTH = 1;

    @Test
    void rainThatIsOnlyInTheLastFrameDoesNotMove() {
        MotionField front = estimate((t, r, c) -> t == 4 && c < 5 ? 8 : 0);
        MotionField cell = estimate((t, r, c) -> t == 4 ? shower(r, c, 90, 90) : 0);

        assertEquals(0, fastest(front));
        assertEquals(0, fastest(cell));
    }

    @Test
    void rainWithADryOrMissingFrameBetweenAnyTwoDoesNotMove() {
        for (float between : new float[] {0, Float.NaN}) {
            assertEquals(0, fastest(estimate((t, r, c) -> t % 2 == 1 ? between : moving(t, r, c))));
        }
    }

    @Test
    void aDryOrMissingFrameAmongOthersChangesNoMotion() {
        for (float hole : new float[] {0, Float.NaN}) {
            for (int gap = 0; gap < 4; gap++) {
                int lost = gap;
                assertMoves(estimate((t, r, c) -> t == lost ? hole : moving(t, r, c)), 0.2, "frame " + lost);
            }
        }
    }

    @Test
    void anAreaThatIsNotAlwaysSeenMovesWithTheRest() {
        assertMoves(estimate((t, r, c) -> t < 4 && c < 96 ? Float.NaN : moving(t, r, c)), 0.6, "back at last");
        assertMoves(estimate((t, r, c) -> t == 2 && c < 96 ? Float.NaN : moving(t, r, c)), 0.2, "gone once");
        assertMoves(estimate((t, r, c) -> c < 20 * t ? Float.NaN : moving(t, r, c)), 0.6, "going");
        assertMoves(estimate((t, r, c) -> r > 90 + 20 * t ? Float.NaN : moving(t, r, c)), 0.6, "coming");
    }

    @Test
    void theBorderOfWhatIsSeenDoesNotMoveTheRainBehindIt() {
        MotionField motion = estimate((t, r, c) -> c < 120 - 15 * t ? Float.NaN : 6);

        assertEquals(0, fastest(motion), 0.2);
    }

    @Test
    void rainThatIsBornOrDiesMovesWithItsSurroundings() {
        assertMoves(estimate((t, r, c) -> moving(t, r, c) + (t == 4 ? 3 * shower(r, c, 100, 110) : 0)), 0.5, "born");
        assertMoves(estimate((t, r, c) -> moving(t, r, c) + (t < 4 ? 3 * shower(r, c, 100, 110) : 0)), 3, "died");
        MotionField motion =
                estimate((t, r, c) -> shower(r - t, c - 3 * t, 50, 40) + (t == 4 ? shower(r, c, 120, 130) : 0));
        assertTrue(fastest(motion) < 1.15 * Math.hypot(3, 1), "" + fastest(motion));
    }

    @Test
    void specklesOfOneFrameMoveNothing() {
        assertEquals(0, fastest(estimate((t, r, c) -> t == 4 && isSpeckle(r, c) ? 10 : 0)));
        assertMoves(estimate((t, r, c) -> t == 4 && isSpeckle(r, c) ? 30 : moving(t, r, c)), 0.5, "over rain");
    }

    @Test
    void whatNoFrameSawChangesNothingElse() {
        List<float[][]> frames = frames((t, r, c) -> moving(t, r, c));
        List<float[][]> cut = frames((t, r, c) -> r < 4 ? 0 : moving(t, r, c));
        List<float[][]> unseen = frames((t, r, c) -> r < 4 ? Float.NaN : moving(t, r, c));

        assertArrayEquals(
                MotionField.estimate(cut).east(), MotionField.estimate(unseen).east());
        assertMoves(MotionField.estimate(frames), 0.2, "all seen");
    }

    @FunctionalInterface
    private interface Rain {
        float at(int t, int row, int column);
    }

    private static MotionField estimate(Rain rain) {
        return MotionField.estimate(frames(rain));
    }

    private static List<float[][]> frames(Rain rain) {
        List<float[][]> frames = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            float[][] frame = new float[SIDE][SIDE];
            for (int r = 0; r < SIDE; r++) {
                for (int c = 0; c < SIDE; c++) {
                    frame[r][c] = rain.at(t, r, c);
                }
            }
            frames.add(frame);
        }
        return frames;
    }

    /** Rain that is wavy everywhere and moves without a change. */
    private static float moving(int t, int row, int column) {
        double y = row - SOUTH * t;
        double x = column - EAST * t;
        double waves = Math.sin(y / 7) + Math.cos(x / 9) + Math.sin((x + 2 * y) / 17) + Math.cos((2 * x - y) / 23);
        return (float) Math.max(0, 3 * waves);
    }

    private static float shower(int row, int column, int atRow, int atColumn) {
        double squared = Math.pow(row - atRow, 2) + Math.pow(column - atColumn, 2);
        double rate = 20 * Math.exp(-squared / 100);
        return rate < 0.1 ? 0 : (float) rate;
    }

    private static boolean isSpeckle(int row, int column) {
        return (row * 7919 + column * 104729) % 97 == 0;
    }

    /** Away from the edges the motion is that of {@link #moving}. */
    private static void assertMoves(MotionField motion, double delta, String what) {
        for (int r = 24; r < SIDE - 24; r += 8) {
            for (int c = 24; c < SIDE - 24; c += 8) {
                String where = "%s: row %d, column %d".formatted(what, r, c);
                assertEquals(EAST, motion.east(r, c), delta, where);
                assertEquals(SOUTH, motion.south(r, c), delta, where);
            }
        }
    }

    private static double fastest(MotionField motion) {
        double fastest = 0;
        for (int i = 0; i < motion.east().length; i++) {
            fastest = Math.max(fastest, Math.hypot(motion.east()[i], motion.south()[i]));
        }
        return fastest;
    }
}
