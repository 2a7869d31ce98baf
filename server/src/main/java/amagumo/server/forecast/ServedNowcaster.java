package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.store.FrameStore;
import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
     * Refuses a store whose frames the nowcaster cannot forecast, as far as it is known what it holds.
     *
     * @throws UnsuitableFramesException with the nowcaster's own reason
     */
    public void requireFit(FrameStore store) throws UnsuitableFramesException {
        if (store.isThere()) {
            UnsuitableFramesException.requireFit(nowcaster, store.grid(), store.stepMinutes());
        }
    }
}
