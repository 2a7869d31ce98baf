package amagumo.bench.question;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.model.nowcast.SmoothedRover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is compared. */
final class Nowcasters {

    private Nowcasters() {}

    /** Persistence and optical flow, by name. */
    static Map<String, Nowcaster> withoutModel() {
        Map<String, Nowcaster> nowcasters = new LinkedHashMap<>();
        for (Nowcaster nowcaster : List.of(new Persistence(), new Rover(), new SmoothedRover())) {
            nowcasters.put(nowcaster.name(), nowcaster);
        }
        return nowcasters;
    }

    /**
     * Networks by name. One of probabilities is told the step and the size of the cells, any other is not.
     *
     * @param directory where the model files lie
     * @param models their names in it
     */
    static Map<String, Nowcaster> networks(Path directory, List<String> models) throws IOException {
        Map<String, Nowcaster> networks = new LinkedHashMap<>();
        for (String model : models) {
            ModelFile file = ModelFile.read(directory.resolve(model + ".zip"));
            ConvLstmNowcaster network = ConvLstmNowcaster.of(file);
            int learntStep = file.metadata().stepsMinutes().get(0);
            networks.put(network.name(), network.givesExceedance() ? network : new Unaware(network, learntStep));
        }
        return networks;
    }
}
