package amagumo.model.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.model.motion.MotionField;
import amagumo.model.motion.Origins;
import amagumo.model.motion.RainySquares;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.NowcastInput;
import amagumo.testing.SharedFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members of real rain beside the real rain that they were made from. */
class MembersOfRadarTest {

    /** Cells of 1 km; frames each 5, 5, 6 and 2 minutes. */
    private static final List<String> EVENTS =
            List.of("fmi-20160928", "knmi-20100826", "bom2-20180616", "mrms-20190610-c");

    private static final int MEMBERS = 2;

    /** The shortest waves of each octave, in km. */
    private static final double[] OCTAVES = {4, 8, 16, 32};

    @Test
    void theirPowerSpectrumIsThatOfTheMovedLastFrameFromFourKilometresOn() throws IOException {
        for (int lead : new int[] {1, 9}) {
            double[] logs = new double[OCTAVES.length];
            for (String event : EVENTS) {
                NowcastInput input = firstWindow(event);
                CellBox square = RainySquares.of(input.last(), 1).get(0);
                Origins origins = new Origins(MotionField.estimate(input.rates()));
                PowerSpectrum seen = spectrum(origins.moved(input.last(), lead), square);
                Ensemble ensemble = new EnsembleNowcaster(new LagrangianProbability(), MEMBERS, 1).forecast(input);
                List<PowerSpectrum> members = new ArrayList<>();
                for (int member = 1; member <= MEMBERS; member++) {
                    members.add(spectrum(ensemble.members(lead).rates(member), square));
                }
                for (int i = 0; i < OCTAVES.length; i++) {
                    double shortest = OCTAVES[i];
                    double made = members.stream()
                            .mapToDouble(spectrum -> spectrum.between(shortest, 2 * shortest))
                            .average()
                            .orElseThrow();
                    logs[i] += Math.log(made / seen.between(shortest, 2 * shortest)) / EVENTS.size();
                }
            }
            for (int i = 0; i < OCTAVES.length; i++) {
                assertEquals(1, Math.exp(logs[i]), 0.2, "lead %d, from %.0f km".formatted(lead, OCTAVES[i]));
            }
        }
    }

    private static NowcastInput firstWindow(String event) throws IOException {
        for (JsonNode window :
                new JsonMapper().readTree(SharedFiles.path("peers/windows.json").toFile())) {
            if (window.path("event").asText().equals(event)) {
                List<RadarFrame> frames = new ArrayList<>();
                for (int i = 0; i < NowcastInput.FRAMES; i++) {
                    Path file = SharedFiles.path("radar")
                            .resolve(window.path("files").get(i).asText());
                    frames.add(JmaRain.read(file.toString(), Files.readAllBytes(file), Optional.empty())
                            .get(0)
                            .frame());
                }
                return NowcastInput.of(frames);
            }
        }
        throw new IOException("no window of " + event);
    }

    private static PowerSpectrum spectrum(float[][] rates, CellBox square) {
        return new PowerSpectrum(Decibels.of(RainySquares.part(rates, square)));
    }
}
