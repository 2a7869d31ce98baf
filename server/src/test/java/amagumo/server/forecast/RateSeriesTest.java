package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RateSeriesTest {

    private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

    @Test
    void threeFramesOfFiveMinutesMakeAQuarterOfAnHour() {
        NavigableMap<Instant, Float> rates = new TreeMap<>(Map.of(minute(5), 12f, minute(10), 0f, minute(15), 24f));
        RateSeries series = new RateSeries(5, rates);
        assertEquals(3, series.amountMm(minute(0), minute(15)), 1e-9, "1 mm, then nothing, then 2 mm");
    }

    @Test
    void ofAFrameOfTenMinutesAsMuchCountsAsLiesInTheTime() {
        NavigableMap<Instant, Float> rates = new TreeMap<>(Map.of(minute(10), 6f, minute(20), 12f));
        assertEquals(1 + 1, new RateSeries(10, rates).amountMm(minute(0), minute(15)), 1e-9);
        assertEquals(1, new RateSeries(10, rates).amountMm(minute(15), minute(20)), 1e-9);
    }

    @Test
    void anAmountIsMissingWhereTheRateIsForPartOfTheTime() {
        NavigableMap<Instant, Float> rates =
                new TreeMap<>(Map.of(minute(5), 6f, minute(15), 6f, minute(20), Float.NaN));
        RateSeries series = new RateSeries(5, rates);
        assertEquals(Double.NaN, series.amountMm(minute(0), minute(15)), "a frame is not there");
        assertEquals(Double.NaN, series.amountMm(minute(15), minute(20)), "a cell is not observed");
        assertEquals(Double.NaN, series.amountMm(minute(-5), minute(5)), "it begins too late");
        assertEquals(Double.NaN, series.amountMm(minute(10), minute(30)), "it ends too early");
        assertEquals(0.5, series.amountMm(minute(0), minute(5)), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new RateSeries(0, rates));
    }

    /** The naive twin asks for each second which rate holds. */
    @Test
    void amountsAreSumsOverSecondsWhateverTheStepAndTheGaps() {
        Random random = new Random(13);
        for (int trial = 0; trial < 300; trial++) {
            int step = 1 + random.nextInt(40);
            NavigableMap<Instant, Float> rates = new TreeMap<>();
            for (int end = -60 + random.nextInt(step); end < 90; end += step) {
                if (random.nextInt(12) > 0) {
                    rates.put(minute(end), random.nextInt(15) == 0 ? Float.NaN : random.nextFloat() * 80);
                }
            }
            Instant from = minute(-30 + random.nextInt(60));
            Instant to = from.plusSeconds(60 * (1 + random.nextInt(30)));
            assertEquals(
                    bySeconds(step, rates, from, to),
                    new RateSeries(step, rates).amountMm(from, to),
                    1e-9,
                    "step " + step);
        }
    }

    private static double bySeconds(int step, NavigableMap<Instant, Float> rates, Instant from, Instant to) {
        double amount = 0;
        for (Instant second = from.plusSeconds(1); !second.isAfter(to); second = second.plusSeconds(1)) {
            Map.Entry<Instant, Float> frame = rates.ceilingEntry(second);
            boolean holds =
                    frame != null && frame.getKey().minusSeconds(60L * step).isBefore(second);
            amount += holds ? frame.getValue() / 3600.0 : Double.NaN;
        }
        return amount;
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
