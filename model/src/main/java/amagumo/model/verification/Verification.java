package amagumo.model.verification;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.nowcast.Nowcast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            Stream.generate(() -> LeadSums.NONE).limit(Nowcast.LEADS).toArray(LeadSums[]::new);
    private final IntensityClasses classes = new IntensityClasses();
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
            FrameComparison frame = new FrameComparison(observed.get(k), forecast.rates(k + 1), lastInput);
            leads[k] = leads[k].plus(frame.sums(fssWindow));
            frame.addTo(classes);
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
        for (int k = 0; k < leads.length; k++) {
            int lead = k;
            leads[k].scores()
                    .forEach((name, score) ->
                            perLead.computeIfAbsent(name, added -> new double[leads.length])[lead] = score);
        }
        long[] cells = Stream.of(leads).mapToLong(LeadSums::cells).toArray();
        return new Scores(windows, cells, perLead);
    }

    /** The contingency table of a lead (1 to {@link Nowcast#LEADS}) at one of the thresholds 0.5, 1, 2, 5, 10, 20. */
    public ContingencyTable table(int lead, float thresholdMmH) {
        int index = LeadSums.THRESHOLDS_MM_H.indexOf(thresholdMmH);
        if (index < 0) {
            throw new IllegalArgumentException("no table is kept at %s mm/h".formatted(thresholdMmH));
        }
        return leads[lead - 1].table(index);
    }

    /** Reliability of the classes of forecast intensity, all leads together. */
    public IntensityClasses intensityClasses() {
        return classes;
    }
}
