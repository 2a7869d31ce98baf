package amagumo.model.verification;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scores forecasts of one nowcaster against observations, per lead time: sums are pooled over cells and windows, then
 * divided. A cell counts where the observation and the last input frame exist; a forecast missing there counts as 0
 * mm/h, for every nowcaster.
 */
public final class Verification {

    /** The fractions skill score looks this far to either side of a cell. */
    private static final int FSS_HALF_KM = 10;

    /** JMA's grids have this many kilometres to a degree of latitude. */
    private static final int KM_PER_DEGREE = 120;

    private final LeadSums[] leads =
            Stream.generate(LeadSums::new).limit(Nowcast.LEADS).toArray(LeadSums[]::new);
    private int windows;

    /**
     * Adds one window.
     *
     * @param forecast the forecast from the window's first frames
     * @param observed the {@link Nowcast#LEADS} frames that were then observed, {@code [row][column]} in mm/h, NaN
     *     missing
     * @param lastInput the last frame the forecast was made from
     * @param fssWindow side of the fractions skill score's square in cells, odd
     */
    public void add(Nowcast forecast, List<float[][]> observed, float[][] lastInput, int fssWindow) {
        if (observed.size() != leads.length) {
            throw new IllegalArgumentException(
                    "%d observed frames for %d leads".formatted(observed.size(), leads.length));
        }
        for (int k = 0; k < leads.length; k++) {
            leads[k].add(observed.get(k), forecast.rates(k + 1), lastInput, fssWindow);
        }
        windows++;
    }

    /**
     * The side of the fractions skill score's square in cells of a grid: those whose centres lie within 10 km to either
     * side, to the nearest cell, that is 21 at 1 km and 11 at 2 km. A cell has its nominal size, its height at 120 km
     * per degree, so that {@code fss1_20km} means the same number of cells at any latitude and whoever computes it.
     */
    public static int fssWindow(RadarGrid grid) {
        return 2 * (int) Math.round(FSS_HALF_KM / (KM_PER_DEGREE * grid.dLat())) + 1;
    }

    /** The scores of the windows added so far. */
    public Scores scores() {
        Map<String, double[]> perLead = new LinkedHashMap<>();
        perLead.put("mse", each(LeadSums::meanSquaredError));
        perLead.put("mae", each(LeadSums::meanAbsoluteError));
        perLead.put("bias_ratio", each(LeadSums::bias));
        perLead.put("corr", each(LeadSums::meanCorrelation));
        perLead.put("corr_pooled", each(LeadSums::pooledCorrelation));
        perLead.put("fss1_20km", each(LeadSums::fractionsSkillScore));
        for (int k = 0; k < LeadSums.THRESHOLDS.length; k++) {
            int threshold = k;
            String mmH = "_" + Float.toString(LeadSums.THRESHOLDS[k]).replace(".0", "");
            perLead.put("csi" + mmH, each(sums -> sums.table(threshold).csi()));
            if (k == 0) {
                perLead.put("pod" + mmH, each(sums -> sums.table(threshold).pod()));
                perLead.put("far" + mmH, each(sums -> sums.table(threshold).far()));
            }
        }
        long[] cells = Stream.of(leads).mapToLong(LeadSums::cells).toArray();
        return new Scores(windows, cells, perLead);
    }

    /** The contingency table of a lead (1 to {@link Nowcast#LEADS}) at one of the thresholds 0.5, 1, 2, 5, 10, 20. */
    public ContingencyTable table(int lead, float thresholdMmH) {
        int index = IntStream.range(0, LeadSums.THRESHOLDS.length)
                .filter(k -> LeadSums.THRESHOLDS[k] == thresholdMmH)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table is kept at %s mm/h".formatted(thresholdMmH)));
        return leads[lead - 1].table(index);
    }

    /** Reliability of the classes of forecast intensity, all leads together. */
    public IntensityClasses intensityClasses() {
        IntensityClasses all = new IntensityClasses();
        for (LeadSums lead : leads) {
            all.add(lead.classes());
        }
        return all;
    }

    private double[] each(ToDoubleFunction<LeadSums> score) {
        return Stream.of(leads).mapToDouble(score).toArray();
    }
}
