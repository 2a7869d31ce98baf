package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FractionsSkillTest {

    @Test
    void runningSumsAgreeWithSumsOverEachSquare() {
        Random random = new Random(11);
        for (int[] shape : new int[][] {{1, 1, 1}, {5, 9, 3}, {20, 7, 21}, {13, 30, 5}}) {
            int rows = shape[0];
            int columns = shape[1];
            int window = shape[2];
            byte[] observed = events(random, rows * columns);
            byte[] forecast = events(random, rows * columns);

            FractionsSkill fast = FractionsSkill.of(observed, forecast, rows, columns, window);

            double difference = 0;
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    double po = share(observed, rows, columns, window, r, c);
                    double pf = share(forecast, rows, columns, window, r, c);
                    difference += (pf - po) * (pf - po);
                    sum += pf * pf + po * po;
                }
            }
            assertEquals(difference, fast.squaredDifference(), 1e-9);
            assertEquals(sum, fast.squaredSum(), 1e-9);
        }
    }

    @Test
    void anEvenWindowHasNoCentre() {
        assertThrows(IllegalArgumentException.class, () -> FractionsSkill.of(new byte[4], new byte[4], 2, 2, 2));
    }

    private static double share(byte[] events, int rows, int columns, int window, int row, int column) {
        int count = 0;
        for (int r = row - window / 2; r <= row + window / 2; r++) {
            for (int c = column - window / 2; c <= column + window / 2; c++) {
                if (r >= 0 && r < rows && c >= 0 && c < columns) {
                    count += events[r * columns + c];
                }
            }
        }
        return (double) count / (window * window);
    }

    private static byte[] events(Random random, int count) {
        byte[] events = new byte[count];
        for (int i = 0; i < count; i++) {
            events[i] = (byte) random.nextInt(2);
        }
        return events;
    }
}
