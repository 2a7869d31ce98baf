package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoverTest {

    private static final int SIZE = 96;

    @Test
    void aMovingShowerIsFoundWhereItWillBe() {
        Nowcast nowcast = new Rover().forecast(Showers.input(SIZE, SIZE, false));

        assertEquals("rover", nowcast.madeBy());
        for (int lead : new int[] {1, 5, 10}) {
            float[][] expected = Showers.frame(SIZE, SIZE, NowcastInput.FRAMES - 1 + lead, false);
            int column = 29 + 2 * (NowcastInput.FRAMES - 1 + lead);
            assertEquals(expected[58][column], nowcast.rates(lead)[58][column], 1);
        }
    }

    @Test
    void aForecastIsMissingExactlyWhereTheLastFrameIs() {
        NowcastInput input = Showers.input(SIZE, SIZE, true);
        Nowcast nowcast = new Rover().forecast(input);

        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            ForecastCheck.coversTheLastFrame(input, nowcast.rates(lead));
        }
    }
}
