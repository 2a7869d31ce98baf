package amagumo.bench.question;

import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A nowcaster's fields with the rates of the last observed frame: the cell that is forecast wettest gets its highest rate, and so
 * on (probability matching, Ebert 2001). Where it rains is still the nowcaster's word; how much, and over how wide an area, no
 * longer is.
 */
record ProbabilityMatched(Nowcaster nowcaster) implements Nowcaster {

    @Override
    public String name() {
        return nowcaster.name() + ", matched";
    }

    @Override
    public Nowcast forecast(NowcastInput input) {
        Nowcast forecast = nowcaster.forecast(input);
        long[] observed = ascending(input.last());
        return new Nowcast(
                name(),
                forecast.baseTime(),
                forecast.stepMinutes(),
                forecast.grid(),
                lead -> matched(forecast.rates(lead), observed));
    }

    private static float[][] matched(float[][] rates, long[] observed) {
        int columns = rates[0].length;
        float[][] matched = new float[rates.length][columns];
        for (float[] row : matched) {
            Arrays.fill(row, Float.NaN);
        }
        long[] forecast = ascending(rates);
        for (int rank = 0; rank < forecast.length; rank++) {
            int cell = (int) forecast[rank];
            matched[cell / columns][cell % columns] =
                    rate(observed[(int) ((long) rank * observed.length / forecast.length)]);
        }
        return matched;
    }

    /** Known cells by their rates: the rate's bits, which sort as rates of 0 and more do, above the number of the cell. */
    private static long[] ascending(float[][] rates) {
        int columns = rates[0].length;
        return IntStream.range(0, rates.length * columns)
                .filter(cell -> !Float.isNaN(rates[cell / columns][cell % columns]))
                .mapToLong(cell -> ((long) Float.floatToIntBits(rates[cell / columns][cell % columns]) << 32) | cell)
                .sorted()
                .toArray();
    }

    private static float rate(long ranked) {
        return Float.intBitsToFloat((int) (ranked >>> 32));
    }
}
