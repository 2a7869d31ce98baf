package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for the fields of every nowcaster. */
final class ForecastCheck {

    private ForecastCheck() {}

    /** The field has the input's size, is missing exactly where its last frame is, and nowhere negative or infinite. */
    static void coversTheLastFrame(NowcastInput input, float[][] rates) {
        float[][] last = input.last();
        assertEquals(last.length, rates.length);
        for (int r = 0; r < last.length; r++) {
            assertEquals(last[r].length, rates[r].length);
            for (int c = 0; c < last[r].length; c++) {
                String where = "row %d, column %d".formatted(r, c);
                assertEquals(Float.isNaN(last[r][c]), Float.isNaN(rates[r][c]), where);
                assertTrue(Float.isNaN(rates[r][c]) || rates[r][c] >= 0 && rates[r][c] < 1e4, where);
            }
        }
    }
}
