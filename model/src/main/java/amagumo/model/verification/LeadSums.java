package amagumo.model.verification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is summed over the cells of one lead time, of one frame or of many; the scores are quotients of these sums, so that
 * sums of different days can be kept, and added when they are asked for. A cell counts where it was observed now and in
 * the last input frame; a forecast that is missing there counts as 0 mm/h. P is what was forecast, T what came, mm/h.
 *
 * @param frames how many frames were compared
 * @param cells how many cells counted
 * @param squaredError Σ (P - T)²
 * @param absoluteError Σ |P - T|
 * @param forecast Σ P
 * @param observed Σ T
 * @param product Σ P T
 * @param forecastSquared Σ P²
 * @param observedSquared Σ T²
 * @param correlations the sum over rainy frames of each one's correlation
 * @param rainyFrames frames in which any rain was observed
 * @param fssDifference Σ (Pf - Po)² of the fractions skill score
 * @param fssSum Σ (Pf² + Po²) of the same
 * @param events what happened at each of {@link #THRESHOLDS_MM_H}
 */
public record LeadSums(
        long frames,
        long cells,
        double squaredError,
        double absoluteError,
        double forecast,
        double observed,
        double product,
        double forecastSquared,
        double observedSquared,
        double correlations,
        long rainyFrames,
        double fssDifference,
        double fssSum,
        List<Events> events) {

    /** Thresholds of the contingency tables, mm/h, increasing. */
    public static final List<Float> THRESHOLDS_MM_H = List.of(0.5f, 1f, 2f, 5f, 10f, 20f);

    /** Threshold of the fractions skill score, mm/h. */
    static final float FSS_THRESHOLD = 1;

    /** Of nothing. */
    public static final LeadSums NONE = new LeadSums(
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Collections.nCopies(THRESHOLDS_MM_H.size(), Events.NONE));

    private static final double NO_DIVISION_BY_ZERO = 1e-9;
    private static final Map<String, ToDoubleFunction<LeadSums>> SCORES = named();

    /** How often a threshold was reached in the forecast, in what came, or in both. */
    public record Events(long hits, long misses, long falseAlarms) {

        static final Events NONE = new Events(0, 0, 0);

        Events plus(Events other) {
            return new Events(hits + other.hits, misses + other.misses, falseAlarms + other.falseAlarms);
        }
    }

    public LeadSums {
        events = List.copyOf(events);
        if (events.size() != THRESHOLDS_MM_H.size()) {
            throw new IllegalArgumentException(
                    "events of %d thresholds instead of %d".formatted(events.size(), THRESHOLDS_MM_H.size()));
        }
    }

    /**
     * Compares one frame.
     *
     * @param observed what came, {@code [row][column]} in mm/h, NaN missing
     * @param forecast what was forecast, likewise
     * @param lastInput the last frame that the forecast was made from, likewise
     * @param fssWindow side of the fractions skill score's square in cells, odd
     */
    public static LeadSums of(float[][] observed, float[][] forecast, float[][] lastInput, int fssWindow) {
        return new FrameComparison(observed, forecast, lastInput).sums(fssWindow);
    }

    /** The sums of both together. */
    public LeadSums plus(LeadSums other) {
        return new LeadSums(
                frames + other.frames,
                cells + other.cells,
                squaredError + other.squaredError,
                absoluteError + other.absoluteError,
                forecast + other.forecast,
                observed + other.observed,
                product + other.product,
                forecastSquared + other.forecastSquared,
                observedSquared + other.observedSquared,
                correlations + other.correlations,
                rainyFrames + other.rainyFrames,
                fssDifference + other.fssDifference,
                fssSum + other.fssSum,
                IntStream.range(0, events.size())
                        .mapToObj(k -> events.get(k).plus(other.events.get(k)))
                        .toList());
    }

    /** The table of a threshold, by its place among {@link #THRESHOLDS_MM_H}. */
    public ContingencyTable table(int threshold) {
        Events of = events.get(threshold);
        return new ContingencyTable(
                of.hits(), of.misses(), of.falseAlarms(), cells - of.hits() - of.misses() - of.falseAlarms());
    }

    /** The scores by their names in {@link Scores}; one without a case is NaN. */
    public Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        SCORES.forEach((name, score) -> scores.put(name, score.applyAsDouble(this)));
        return scores;
    }

    private static Map<String, ToDoubleFunction<LeadSums>> named() {
        Map<String, ToDoubleFunction<LeadSums>> named = new LinkedHashMap<>();
        named.put("mse", sums -> sums.squaredError / sums.cells);
        named.put("mae", sums -> sums.absoluteError / sums.cells);
        named.put("bias_ratio", sums -> sums.observed > 0 ? sums.forecast / sums.observed : Double.NaN);
        named.put("corr", sums -> sums.correlations / sums.rainyFrames);
        named.put("corr_pooled", sums -> correlation(sums.product, sums.forecastSquared, sums.observedSquared));
        named.put("fss1_20km", sums -> 1 - sums.fssDifference / sums.fssSum);
        for (int k = 0; k < THRESHOLDS_MM_H.size(); k++) {
            int threshold = k;
            float mmH = THRESHOLDS_MM_H.get(k);
            named.put(Scores.named("csi", mmH), sums -> sums.table(threshold).csi());
            if (k == 0) {
                named.put(
                        Scores.named("pod", mmH), sums -> sums.table(threshold).pod());
                named.put(
                        Scores.named("far", mmH), sums -> sums.table(threshold).far());
            }
        }
        return named;
    }

    static double correlation(double pt, double pp, double tt) {
        return pt / (Math.sqrt(pp * tt) + NO_DIVISION_BY_ZERO);
    }
}
