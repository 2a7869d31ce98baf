package amagumo.model.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.nowcast.Persistence;
import amagumo.testing.SharedFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Persistence as others scored it on the same windows: shows that windows, masks and scores are read as they meant. */
class PeersTest {

    @Test
    void persistenceScoresAsThePeersSay() throws IOException {
        Path list = SharedFiles.path("peers/windows.json");
        Path published = SharedFiles.path("peers/pysteps-scores.json");

        List<NowcasterResult> results = Evaluation.run(
                WindowFile.read(list, SharedFiles.path("radar")),
                List.of(new Contender("persistence", new Persistence(), 0)));

        JsonNode ours = EvaluationJson.of(results);
        JsonNode theirs = JsonMapper.builder().build().readTree(published.toFile());
        assertAgree(theirs.path("total").path("persistence"), ours.path("total").path("persistence"), "total");
        assertEquals(theirs.path("windows").size(), ours.path("events").size());
        for (Map.Entry<String, JsonNode> event : theirs.path("events").properties()) {
            assertAgree(
                    event.getValue().path("persistence"),
                    ours.path("events").path(event.getKey()).path("persistence"),
                    event.getKey());
        }
    }

    private static void assertAgree(JsonNode theirs, JsonNode ours, String where) {
        assertEquals(theirs.path("windows"), ours.path("windows"), where);
        assertEquals(
                theirs.path("cells_per_lead").toString(),
                ours.path("cells_per_lead").toString(),
                where);
        for (Map.Entry<String, JsonNode> score : theirs.path("per_lead").properties()) {
            JsonNode values = ours.path("per_lead").path(score.getKey());
            assertEquals(score.getValue().size(), values.size(), where + " " + score.getKey());
            for (int lead = 0; lead < values.size(); lead++) {
                double expected = score.getValue().get(lead).asDouble();
                assertEquals(
                        expected,
                        values.get(lead).asDouble(),
                        5e-4 * Math.max(1, Math.abs(expected)),
                        where + " " + score.getKey() + " lead " + (lead + 1));
            }
            assertEquals(
                    theirs.path("mean").path(score.getKey()).asDouble(),
                    ours.path("mean").path(score.getKey()).asDouble(),
                    5e-4,
                    where + " " + score.getKey());
        }
    }
}
