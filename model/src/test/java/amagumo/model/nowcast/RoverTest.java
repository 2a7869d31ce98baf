package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoverTest {

    private static final int SIZE = 96;

    @Test
    void aMovingShowerIsFoundWhereItWillBe() {
        Nowcast nowcast = new Rover().forecast(input(false));

        assertEquals("rover", nowcast.madeBy());
        for (int lead : new int[] {1, 5, 10}) {
            float[][] expected = shower(NowcastInput.FRAMES - 1 + lead, false);
            float[][] rates = nowcast.rates(lead);
            assertEquals(expected[60][30 + 2 * (4 + lead)], rates[60][30 + 2 * (4 + lead)], 1);
        }
    }

    @Test
    void aForecastIsMissingExactlyWhereTheLastFrameIs() {
        NowcastInput input = input(true);
        Nowcast nowcast = new Rover().forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] rates = nowcast.rates(lead);
            for (int r = 0; r < SIZE; r++) {
                for (int c = 0; c < SIZE; c++) {
                    assertEquals(Float.isNaN(input.last()[r][c]), Float.isNaN(rates[r][c]));
                    assertTrue(Float.isNaN(rates[r][c]) || rates[r][c] >= 0);
                }
            }
        }
    }

    private static NowcastInput input(boolean holes) {
        RadarGrid grid = new RadarGrid(SIZE, SIZE, 36, 139, 1.0 / 120, 1.0 / 80);
        List<float[][]> frames = IntStream.range(0, NowcastInput.FRAMES)
                .mapToObj(t -> shower(t, holes))
                .toList();
        return new NowcastInput(Instant.EPOCH, 5, grid, frames);
    }

    /** A round shower two columns further east at each time, a corner and a strip beside it missing if so asked. */
    private static float[][] shower(int time, boolean holes) {
        float[][] rates = new float[SIZE][SIZE];
        for (int r = 0; r < SIZE; r++) {
            for (int c = 0; c < SIZE; c++) {
                double away = Math.hypot(r - 60, c - 30 - 2 * time);
                rates[r][c] =
                        holes && (r + c < 40 || c == 50) ? Float.NaN : (float) (20 * Math.exp(-away * away / 200));
            }
        }
        return rates;
    }
}
