package amagumo.model.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstGuessTest {

    private static final int SIDE = 96;

    @Test
    void rainThatOnlyMovesIsSmoothedAsLittleAsCanBe() {
        MotionField motion = MotionField.uniform(SIDE, SIDE, 2, 1);
        float[][] first = texture(new Random(3), 1.5);
        List<float[][]> inputs = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            inputs.add(Advection.advect(first, motion, step, Inflow.EDGE));
        }
        FirstGuess guess = FirstGuess.of(inputs, new MovingFrame(Optional.of(motion), inputs.get(4)));
        assertEquals(0.25, guess.spread());
    }

    @Test
    void aCellAloneAmongMissingOnesTakesNoFrameFromTheOthers() {
        Random random = new Random(3);
        float[][] last = beside(texture(random, 1.5));
        float[][] other = beside(texture(random, 1.5));
        // The two earliest, over which smoothing goes furthest, are nearer to the last one than all between.
        List<float[][]> inputs = List.of(last, last, other, other, last);
        FirstGuess guess = FirstGuess.of(inputs, new MovingFrame(Optional.empty(), last));
        assertEquals(0.25, guess.spread());
    }

    /** With missing cells beside it, and one among them that is known. */
    private static float[][] beside(float[][] frame) {
        for (float[] row : frame) {
            Arrays.fill(row, SIDE / 3, SIDE, Float.NaN);
        }
        frame[SIDE / 2][SIDE * 5 / 6] = 2;
        return frame;
    }

    @Test
    void rainWhoseDetailChangesFromFrameToFrameIsSmoothedMore() {
        Random random = new Random(5);
        float[][] lasting = texture(random, 8);
        List<float[][]> inputs = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            float[][] passing = texture(random, 1.5);
            float[][] frame = new float[SIDE][SIDE];
            for (int r = 0; r < SIDE; r++) {
                for (int c = 0; c < SIDE; c++) {
                    frame[r][c] = lasting[r][c] + passing[r][c];
                }
            }
            inputs.add(frame);
        }
        FirstGuess guess = FirstGuess.of(inputs, new MovingFrame(Optional.empty(), inputs.get(4)));
        assertTrue(guess.spread() >= 2, "" + guess.spread());
        assertTrue(guess.standardDeviation(15) > guess.standardDeviation(1));
    }

    @Test
    void withoutRainTheGuessIsDry() {
        List<float[][]> inputs = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            inputs.add(new float[SIDE][SIDE]);
        }
        FirstGuess guess = FirstGuess.of(inputs, MovingFrame.of(ReferenceFrame.LAGRANGIAN, inputs));
        assertEquals(1, guess.spread());
        assertEquals(0, guess.field(15)[40][40]);
    }

    /** Smoothed noise, cut at 0, of about 1 mm/h. */
    private static float[][] texture(Random random, double scale) {
        float[][] noise = new float[SIDE][SIDE];
        for (float[] row : noise) {
            for (int c = 0; c < SIDE; c++) {
                row[c] = (float) (random.nextGaussian() * 4 * scale);
            }
        }
        float[][] smooth = new Blur(scale).apply(noise);
        for (float[] row : smooth) {
            for (int c = 0; c < SIDE; c++) {
                row[c] = Math.max(0, row[c]);
            }
        }
        return smooth;
    }
}
