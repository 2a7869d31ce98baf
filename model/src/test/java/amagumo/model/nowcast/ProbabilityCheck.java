package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What holds for the probabilities of every nowcaster. */
final class ProbabilityCheck {

    private ProbabilityCheck() {}

    /** They are missing exactly where the last frame is, and elsewhere between 0 and that of the next lower threshold. */
    static void areOrdered(NowcastInput input, List<float[][]> probabilities) {
        float[][] last = input.last();
        assertEquals(Exceedance.THRESHOLDS_MM_H.size(), probabilities.size());
        for (int r = 0; r < last.length; r++) {
            for (int c = 0; c < last[r].length; c++) {
                float most = 1;
                for (float[][] field : probabilities) {
                    String where = "row %d, column %d: %s".formatted(r, c, field[r][c]);
                    assertEquals(Float.isNaN(last[r][c]), Float.isNaN(field[r][c]), where);
                    assertTrue(Float.isNaN(field[r][c]) || field[r][c] >= 0 && field[r][c] <= most, where);
                    most = field[r][c];
                }
            }
        }
    }
}
