package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConditionalExceedanceTest {

    @Test
    void productsOfWhatIsConditionalGiveTheProbabilitiesBack() {
        List<float[][]> probabilities = List.of(
                new float[][] {{0.9f, 0.5f, 1, 0}}, new float[][] {{0.6f, 0.5f, 1, 0}}, new float[][] {{0.1f, 0, 1, 0}
                });
        List<float[][]> copies = probabilities.stream()
                .map(field -> new float[][] {field[0].clone()})
                .toList();
        List<float[][]> back = ConditionalExceedance.multiply(ConditionalExceedance.divide(copies));
        for (int k = 0; k < probabilities.size(); k++) {
            for (int c = 0; c < 4; c++) {
                assertEquals(
                        probabilities.get(k)[0][c], back.get(k)[0][c], 0.02, "threshold %d, cell %d".formatted(k, c));
            }
        }
    }

    @Test
    void everyConditionalProbabilityIsOneAndEveryProductIsNotLargerThanTheLast() {
        Random random = new Random(5);
        List<float[][]> probabilities = new ArrayList<>();
        float[] most = new float[1000];
        for (int k = 0; k < 6; k++) {
            float[][] field = new float[1][most.length];
            for (int c = 0; c < most.length; c++) {
                most[c] = (k == 0 ? 1 : most[c]) * (random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat());
                field[0][c] = most[c];
            }
            probabilities.add(field);
        }
        List<float[][]> conditional = ConditionalExceedance.divide(probabilities);
        for (float[][] field : conditional) {
            for (float value : field[0]) {
                assertTrue(value >= 0 && value <= 1, "" + value);
            }
        }
        ConditionalExceedance.multiply(conditional);
        for (int k = 1; k < conditional.size(); k++) {
            for (int c = 0; c < most.length; c++) {
                assertTrue(conditional.get(k)[0][c] <= conditional.get(k - 1)[0][c]);
            }
        }
    }

    @Test
    void whatIsUnknownIsUnlikely() {
        List<float[][]> conditional =
                ConditionalExceedance.divide(List.of(new float[][] {{Float.NaN}}, new float[][] {{Float.NaN}}));
        assertEquals(0, conditional.get(0)[0][0]);
        assertEquals(0.4f, conditional.get(1)[0][0], 1e-6);
    }
}
