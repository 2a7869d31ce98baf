package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.store.FrameStore;
import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.server.config.NowcasterChoice;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A nowcaster that the service runs.
 *
 * @param id what the service calls it, whichever model it is today; it is part of addresses and file names
 * @param modelVersion SHA-256 of its model file, empty if it learns nothing
 * @param nowcaster makes the forecasts
 */
public record ServedNowcaster(String id, String modelVersion, Nowcaster nowcaster) {

    public ServedNowcaster {
        if (!ForecastKey.NOWCASTER.matcher(id).matches()) {
            throw new IllegalArgumentException("'%s' does not name a nowcaster".formatted(id));
        }
    }

    /** A nowcaster that learns nothing, by its own name. */
    public static ServedNowcaster withoutModel(Nowcaster nowcaster) {
        return new ServedNowcaster(nowcaster.name(), "", nowcaster);
    }

    /**
     * The ConvLSTM of a model file.
     *
     * @throws IOException if the file cannot be used
     */
    public static ServedNowcaster ofModel(Path file) throws IOException {
        ModelFile model = ModelFile.read(file);
        return new ServedNowcaster(
                NowcasterName.CONVLSTM.toString(), Sha256.of(Files.readAllBytes(file)), ConvLstmNowcaster.of(model));
    }

    /**
     * All that a service runs, each once: what it shows comes first, and what learns nothing but the motion of the rain is
     * always there, for what a model is worth is its difference to that.
     *
     * @param shown whose forecasts are shown unless others are asked for
     * @param beside the others
     * @throws IOException if a model file cannot be used
     */
    public static List<ServedNowcaster> open(NowcasterChoice shown, List<NowcasterName> beside) throws IOException {
        Map<NowcasterName, ServedNowcaster> all = new LinkedHashMap<>();
        all.put(shown.kind(), open(shown.kind(), shown));
        for (NowcasterName name : beside) {
            if (!all.containsKey(name)) {
                all.put(name, open(name, shown));
            }
        }
        all.computeIfAbsent(
                NowcasterName.ROVER, rover -> withoutModel(rover.withoutModel().orElseThrow()));
        return List.copyOf(all.values());
    }

    /**
     * Refuses a store whose frames the nowcaster cannot forecast, as far as it is known what it holds.
     *
     * @throws UnsuitableFramesException with the nowcaster's own reason
     */
    public void requireFit(FrameStore store) throws UnsuitableFramesException {
        if (store.isThere()) {
            UnsuitableFramesException.requireFit(nowcaster, store.grid(), store.stepMinutes());
        }
    }

    private static ServedNowcaster open(NowcasterName name, NowcasterChoice choice) throws IOException {
        return name == NowcasterName.CONVLSTM
                ? ofModel(choice.model().orElseThrow())
                : withoutModel(name.withoutModel().orElseThrow());
    }
}
