package amagumo.model.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.ProbabilityNowcaster;
import amagumo.model.verification.ReliabilityTable;
import amagumo.testing.SharedFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Probabilities as others scored them on the same windows: shows that scores, thresholds and masks are what they meant. */
class ProbabilityPeersTest {

    private static final String PUBLISHED = "peers/pysteps-probabilities.json";
    private static final List<String> THRESHOLDS = List.of("0.5", "1", "5");

    /** Optical flow taken as a forecast of 0 or 1: its two bins hold all there is to know of it. */
    @Test
    void theScoresOfATableAreThoseThatThePeersPublish() throws IOException {
        JsonNode peer = published().path("total").path("extrapolation_01");
        for (String threshold : THRESHOLDS) {
            for (int lead : new int[] {0, 7, 14}) {
                JsonNode bins = peer.path("reliability")
                        .path(threshold)
                        .path("per_lead")
                        .get(lead);
                ReliabilityTable table = new ReliabilityTable();
                for (int bin : new int[] {0, 9}) {
                    float probability = (float) bins.get(bin).get(0).asDouble();
                    long cases = bins.get(bin).get(2).asLong();
                    long events = Math.round(bins.get(bin).get(1).asDouble() * cases);
                    for (long i = 0; i < cases; i++) {
                        table.add(probability, i < events);
                    }
                }
                JsonNode scores = peer.path("per_lead").path(threshold);
                String where = threshold + " mm/h, lead " + (lead + 1);
                // The bins' frequencies are rounded to five digits.
                assertEquals(
                        scores.path("freq").get(lead).asDouble(), table.sums().frequency(), 2e-5, where);
                assertEquals(
                        scores.path("brier").get(lead).asDouble(), table.sums().brier(), 2e-5, where);
                assertEquals(
                        scores.path("brier_clim").get(lead).asDouble(),
                        table.sums().uncertainty(),
                        2e-5,
                        where);
                assertEquals(
                        scores.path("bss").get(lead).asDouble(), table.sums().brierSkill(), 1e-3, where);
                assertEquals(
                        scores.path("rel").get(lead).asDouble(), table.sums().reliability(), 2e-5, where);
                assertEquals(
                        scores.path("res").get(lead).asDouble(), table.sums().resolution(), 2e-5, where);
                assertEquals(scores.path("roc_area").get(lead).asDouble(), table.rocArea(), 5e-4, where);
            }
        }
    }

    @Test
    void cellsAndFrequenciesOfTheirWindowsAreTheirs() throws IOException {
        JsonNode peer = published().path("total").path("lagrangian");
        List<EvaluationWindow> windows = new ArrayList<>();
        for (String list : List.of("windows.json", "windows2.json")) {
            windows.addAll(WindowFile.read(SharedFiles.path("peers/" + list), SharedFiles.path("radar")));
        }
        List<EvaluationWindow> everyThird = new ArrayList<>();
        for (int i = 0; i < windows.size(); i += 3) {
            everyThird.add(windows.get(i));
        }

        JsonNode ours = ProbabilityJson.of(
                        ProbabilityEvaluation.run(everyThird, Map.of("dry", new NeverRain()), done -> {}))
                .path("total")
                .path("dry");

        assertEquals(peer.path("windows"), ours.path("windows"));
        assertEquals(
                peer.path("cells_per_lead").toString(),
                ours.path("cells_per_lead").toString());
        for (String threshold : THRESHOLDS) {
            JsonNode theirs = peer.path("per_lead").path(threshold).path("freq");
            for (int lead = 0; lead < theirs.size(); lead++) {
                assertEquals(
                        theirs.get(lead).asDouble(),
                        ours.path("per_lead")
                                .path("freq_" + threshold)
                                .get(lead)
                                .asDouble(),
                        2e-6);
            }
        }
    }

    private static JsonNode published() throws IOException {
        return JsonMapper.builder().build().readTree(SharedFiles.path(PUBLISHED).toFile());
    }

    /** What it forecasts does not matter to how often it rained. */
    private static final class NeverRain implements ProbabilityNowcaster {

        @Override
        public String name() {
            return "never-rain";
        }

        @Override
        public Exceedance exceedance(NowcastInput input) {
            List<float[][]> never = new ArrayList<>();
            for (int k = 0; k < Exceedance.THRESHOLDS_MM_H.size(); k++) {
                never.add(new float[input.grid().ny()][input.grid().nx()]);
            }
            return new Exceedance(
                    name(), input.baseTime(), input.stepMinutes(), input.grid(), Optional.empty(), lead -> never);
        }
    }
}
