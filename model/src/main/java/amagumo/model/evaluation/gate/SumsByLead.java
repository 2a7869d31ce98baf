package amagumo.model.evaluation.gate;

import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.verification.ContingencyTable;
import amagumo.model.verification.Scores;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sums whose quotients are the gate's scores, lead by lead, in one window or in several together. Scores of several
 * windows come from their added sums, as in an evaluation.
 */
final class SumsByLead {

    /** Threshold of the critical success index, mm/h. */
    static final float THRESHOLD_MM_H = 1;

    private final double[] cells;
    private final double[] squaredError;
    private final double[] hits;
    private final double[] missesAndFalseAlarms;

    private SumsByLead(double[] cells, double[] squaredError, double[] hits, double[] missesAndFalseAlarms) {
        this.cells = cells;
        this.squaredError = squaredError;
        this.hits = hits;
        this.missesAndFalseAlarms = missesAndFalseAlarms;
    }

    /** The sums of a nowcaster over the windows of an evaluation. */
    static SumsByLead of(NowcasterResult result) {
        Scores scores = result.totalScores();
        double[] cells = IntStream.range(0, Nowcast.LEADS)
                .mapToDouble(lead -> scores.cellsPerLead()[lead])
                .toArray();
        double[] mse = scores.perLead().get("mse");
        double[] squaredError = new double[Nowcast.LEADS];
        double[] hits = new double[Nowcast.LEADS];
        double[] others = new double[Nowcast.LEADS];
        for (int lead = 0; lead < Nowcast.LEADS; lead++) {
            squaredError[lead] = cells[lead] == 0 ? 0 : mse[lead] * cells[lead];
            ContingencyTable table = result.table(lead + 1, THRESHOLD_MM_H);
            hits[lead] = table.hits();
            others[lead] = table.misses() + table.falseAlarms();
        }
        return new SumsByLead(cells, squaredError, hits, others);
    }

    /**
     * Sums that are the same at every lead.
     *
     * @param cells how many cells were scored
     * @param squaredError the sum of their squared errors, (mm/h)²
     * @param hits how many cells had at least {@value #THRESHOLD_MM_H} mm/h and were forecast to
     * @param missesAndFalseAlarms how many had that much rain or were forecast to, but not both
     */
    static SumsByLead atEveryLead(double cells, double squaredError, double hits, double missesAndFalseAlarms) {
        return new SumsByLead(filled(cells), filled(squaredError), filled(hits), filled(missesAndFalseAlarms));
    }

    private static double[] filled(double value) {
        double[] row = new double[Nowcast.LEADS];
        Arrays.fill(row, value);
        return row;
    }

    /** The total of several sums. */
    static SumsByLead sum(Collection<SumsByLead> parts) {
        return new SumsByLead(
                add(parts.stream().map(part -> part.cells).toList()),
                add(parts.stream().map(part -> part.squaredError).toList()),
                add(parts.stream().map(part -> part.hits).toList()),
                add(parts.stream().map(part -> part.missesAndFalseAlarms).toList()));
    }

    private static double[] add(Collection<double[]> rows) {
        double[] sum = new double[Nowcast.LEADS];
        for (double[] row : rows) {
            for (int lead = 0; lead < sum.length; lead++) {
                sum[lead] += row[lead];
            }
        }
        return sum;
    }

    /** The mean squared error in (mm/h)², mean over the leads. */
    double mse() {
        return mean(squaredError, cells);
    }

    /** The critical success index at {@value #THRESHOLD_MM_H} mm/h, mean over the leads that have a case. */
    double csi() {
        return mean(hits, add(List.of(hits, missesAndFalseAlarms)));
    }

    private static double mean(double[] numerators, double[] denominators) {
        return IntStream.range(0, numerators.length)
                .filter(lead -> denominators[lead] > 0)
                .mapToDouble(lead -> numerators[lead] / denominators[lead])
                .average()
                .orElse(Double.NaN);
    }
}
