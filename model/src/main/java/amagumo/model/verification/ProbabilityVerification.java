package amagumo.model.verification;

import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scores probabilities of reaching thresholds against observations, per threshold and lead time, pooled over cells and
 * windows. The same cells count as in {@link Verification}: those where the observation and the last input frame exist;
 * a probability missing there counts as 0.
 */
public final class ProbabilityVerification {

    private static final int THRESHOLDS = Exceedance.THRESHOLDS_MM_H.size();

    private final ReliabilityTable[][] tables = Stream.generate(ProbabilityVerification::tables)
            .limit(Nowcast.LEADS)
            .toArray(ReliabilityTable[][]::new);
    private int windows;

    private static ReliabilityTable[] tables() {
        return Stream.generate(ReliabilityTable::new).limit(THRESHOLDS).toArray(ReliabilityTable[]::new);
    }

    /**
     * Adds one window.
     *
     * @param forecast the forecast from the window's first frames
     * @param observed the {@link Nowcast#LEADS} frames that were then observed, {@code [row][column]} in mm/h, NaN
     *     missing
     * @param lastInput the last frame that the forecast was made from
     */
    public void add(Exceedance forecast, List<float[][]> observed, float[][] lastInput) {
        if (observed.size() != tables.length) {
            throw new IllegalArgumentException(
                    "%d observed frames for %d leads".formatted(observed.size(), tables.length));
        }
        for (int lead = 1; lead <= tables.length; lead++) {
            List<float[][]> probabilities = forecast.probabilities(lead);
            for (int k = 0; k < THRESHOLDS; k++) {
                tables[lead - 1][k].add(
                        probabilities.get(k), observed.get(lead - 1), lastInput, Exceedance.THRESHOLDS_MM_H.get(k));
            }
        }
        windows++;
    }

    /** Adds all windows of others. */
    public void add(ProbabilityVerification other) {
        for (int lead = 0; lead < tables.length; lead++) {
            for (int k = 0; k < THRESHOLDS; k++) {
                tables[lead][k].add(other.tables[lead][k]);
            }
        }
        windows += other.windows;
    }

    /** What happened at a lead (1 to {@link Nowcast#LEADS}) and a threshold, by its place among the thresholds. */
    public ReliabilityTable table(int lead, int threshold) {
        return tables[lead - 1][threshold];
    }

    /** All leads of a threshold together. */
    public ReliabilitySums allLeads(int threshold) {
        return Stream.of(tables)
                .map(lead -> lead[threshold].sums())
                .reduce(ReliabilitySums.NONE, ReliabilitySums::plus);
    }

    /**
     * The scores of the windows added so far, by name and threshold: {@code brier_0.5}, {@code bss_0.5} (against the
     * frequency in these windows at that lead), {@code rel_0.5}, {@code res_0.5}, {@code roc_area_0.5}, {@code freq_0.5} and
     * so on, and {@code crps_20}: {@link Crps#ofThresholds}, mm/h.
     */
    public Scores scores() {
        Map<String, double[]> perLead = new LinkedHashMap<>();
        for (int k = 0; k < THRESHOLDS; k++) {
            int threshold = k;
            float mmH = Exceedance.THRESHOLDS_MM_H.get(k);
            Map<String, ToDoubleFunction<ReliabilityTable>> named = new LinkedHashMap<>();
            named.put("brier", table -> table.sums().brier());
            named.put("bss", table -> table.sums().brierSkill());
            named.put("rel", table -> table.sums().reliability());
            named.put("res", table -> table.sums().resolution());
            named.put("roc_area", ReliabilityTable::rocArea);
            named.put("freq", table -> table.sums().frequency());
            named.forEach((name, score) -> perLead.put(
                    Scores.named(name, mmH),
                    Stream.of(tables)
                            .mapToDouble(lead -> score.applyAsDouble(lead[threshold]))
                            .toArray()));
        }
        perLead.put(
                "crps_20",
                Stream.of(tables).mapToDouble(ProbabilityVerification::crps).toArray());
        long[] cells =
                Stream.of(tables).mapToLong(lead -> lead[0].sums().cases()).toArray();
        return new Scores(windows, cells, perLead);
    }

    private static double crps(ReliabilityTable[] lead) {
        float[] thresholds = new float[THRESHOLDS];
        IntStream.range(0, THRESHOLDS).forEach(k -> thresholds[k] = Exceedance.THRESHOLDS_MM_H.get(k));
        return Crps.ofThresholds(
                thresholds,
                Stream.of(lead).mapToDouble(table -> table.sums().brier()).toArray());
    }
}
