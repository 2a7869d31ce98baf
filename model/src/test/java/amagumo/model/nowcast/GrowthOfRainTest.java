package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.file.ModelFile;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MotionField;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the inputs, no forecast has more rain than a motion that they support can bring. */
class GrowthOfRainTest {

    private static final int INPUTS = 200;

    /** What a motion that is not the same everywhere may add. */
    private static final double BY_MOTION = 1.25;

    /** Besides, smoothing beside missing cells; and heavy rain is restored from at least half of it. */
    private static final double BY_SMOOTHING = 3;

    @Test
    void noMotionIsFasterThanRainInOneFrameIsAwayFromRainInTheNext() {
        int moving = 0;
        for (NowcastInput input : RandomRain.inputs(1, INPUTS)) {
            double speed = fastest(MotionField.estimate(input.rates()));
            assertTrue(speed <= largestSupported(input.rates()), () -> "%s of %s in %s"
                    .formatted(speed, largestSupported(input.rates()), input.grid()));
            moving += speed > 0.1 ? 1 : 0;
        }
        assertTrue(moving > INPUTS / 4, "inputs without motion prove nothing");
    }

    @Test
    void roverHasNoMoreRainThanItsMotionBrings() {
        for (NowcastInput input : RandomRain.inputs(2, INPUTS)) {
            assertGrowth(input, new Rover(), lead -> 0, BY_MOTION);
        }
    }

    @Test
    void smoothedRoverHasNoMoreRainThanItsMotionAndItsSmoothingBring() {
        for (NowcastInput input : RandomRain.inputs(3, INPUTS)) {
            FirstGuess guess = FirstGuess.of(input.rates(), MovingFrame.of(ReferenceFrame.LAGRANGIAN, input.rates()));
            assertGrowth(input, new SmoothedRover(), guess::reach, BY_SMOOTHING);
        }
    }

    @Test
    void aFrontThatIsSeenOnceStaysWhereItIs() throws IOException {
        NowcastInput front = input(128, 128, (t, c) -> t == 4 && c < 5 ? 8 : 0);
        assertArrayEquals(front.last(), new Rover().forecast(front).rates(15));
        for (Nowcaster nowcaster : nowcasters()) {
            float[][] rates = nowcaster.forecast(front).rates(15);
            assertTrue(wetCells(rates) <= 0.3 * 128 * 128, nowcaster.name() + " " + wetCells(rates));
            assertTrue(sum(rates) <= 3 * sum(front.last()), nowcaster.name());
        }
    }

    @Test
    void aFrontThatIsSeenToMoveComesOnNoFaster() {
        NowcastInput front = input(128, 128, (t, c) -> c < 5 * (t + 1) ? 8 : 0);
        int columns = 5 * (5 + 15);
        assertEquals(128 * columns, wetCells(new Rover().forecast(front).rates(15)), 128 * 2);
    }

    @Test
    void fiveDryFramesAreFollowedByNoneThatIsWet() throws IOException {
        NowcastInput dry = input(61, 83, (t, c) -> 0);
        for (Nowcaster nowcaster : nowcasters()) {
            Nowcast nowcast = nowcaster.forecast(dry);
            for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                assertArrayEquals(dry.last(), nowcast.rates(lead), nowcaster.name());
            }
        }
    }

    private static List<Nowcaster> nowcasters() throws IOException {
        ModelFile shipped = ModelFile.read(Path.of("../data-samples/model.zip"));
        return List.of(new Rover(), new SmoothedRover(), ConvLstmNowcaster.of(shipped));
    }

    /**
     * Every wet cell is at most as far from rain of the last frame as the fastest motion and the smoothing go, and there is
     * no more rain than on a grid on which that of the edge goes on as far.
     */
    private static void assertGrowth(
            NowcastInput input, Nowcaster nowcaster, IntToDoubleFunction smoothing, double growth) {
        double speed = fastest(MotionField.estimate(input.rates()));
        float[][] last = input.last();
        Nowcast nowcast = nowcaster.forecast(input);
        for (int lead : new int[] {1, 2, 7, 15}) {
            float[][] rates = nowcast.rates(lead);
            double reach = lead * speed + smoothing.applyAsDouble(lead);
            boolean[][] reached = NaiveReach.ofRain(last, (int) Math.ceil(reach) + 1);
            for (int r = 0; r < rates.length; r++) {
                for (int c = 0; c < rates[r].length; c++) {
                    assertTrue(
                            !(rates[r][c] > 0) || reached[r][c],
                            "lead %d, row %d, column %d of %s".formatted(lead, r, c, input.grid()));
                }
            }
            assertTrue(
                    sum(rates) <= growth * NaiveReach.sumContinued(last, reach) + 1e-3,
                    "lead %d of %s: %s of %s".formatted(lead, input.grid(), sum(rates), sum(last)));
        }
    }

    /** The largest distance between rain in two neighbouring frames, and the cell it may lie in; 0 where none has two. */
    private static double largestSupported(List<float[][]> frames) {
        double largest = 0;
        for (int t = 0; t + 1 < frames.size(); t++) {
            List<int[]> before = outermost(frames.get(t));
            List<int[]> after = outermost(frames.get(t + 1));
            for (int[] from : before) {
                for (int[] to : after) {
                    largest = Math.max(largest, 1 + Math.hypot(to[0] - from[0], to[1] - from[1]));
                }
            }
        }
        return largest;
    }

    /** The first and the last wet cell of every row: none is farther from anywhere than all of them. */
    private static List<int[]> outermost(float[][] frame) {
        return IntStream.range(0, frame.length)
                .boxed()
                .flatMap(r -> {
                    int[] wet = IntStream.range(0, frame[r].length)
                            .filter(c -> frame[r][c] > 0)
                            .toArray();
                    return wet.length == 0
                            ? Stream.<int[]>empty()
                            : IntStream.of(wet[0], wet[wet.length - 1]).mapToObj(c -> new int[] {r, c});
                })
                .toList();
    }

    @FunctionalInterface
    private interface Rain {
        float at(int t, int column);
    }

    private static NowcastInput input(int rows, int columns, Rain rain) {
        List<float[][]> frames = IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(t -> {
                    float[] row = new float[columns];
                    for (int c = 0; c < columns; c++) {
                        row[c] = rain.at(t, c);
                    }
                    return IntStream.range(0, rows).mapToObj(r -> row.clone()).toArray(float[][]::new);
                })
                .toList();
        return new NowcastInput(Instant.EPOCH, 5, new RadarGrid(columns, rows, 36, 139, 1.0 / 120, 1.0 / 80), frames);
    }

    private static double fastest(MotionField motion) {
        double fastest = 0;
        for (int i = 0; i < motion.east().length; i++) {
            fastest = Math.max(fastest, Math.hypot(motion.east()[i], motion.south()[i]));
        }
        return fastest;
    }

    private static double sum(float[][] rates) {
        double sum = 0;
        for (float[] row : rates) {
            for (float rate : row) {
                sum += rate > 0 ? rate : 0;
            }
        }
        return sum;
    }

    private static long wetCells(float[][] rates) {
        return Arrays.stream(rates)
                .flatMapToInt(row -> IntStream.range(0, row.length).filter(c -> row[c] > 0))
                .count();
    }
}
