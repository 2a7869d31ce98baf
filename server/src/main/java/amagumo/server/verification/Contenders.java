package amagumo.server.verification;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.FrameVersions;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.KeptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is compared of a base time: the forecasts that are kept, and persistence and optical flow where they are not. */
final class Contenders {

    private static final List<Nowcaster> REFERENCES = List.of(new Persistence(), new Rover());

    private final FrameStore store;
    private final Forecasts forecasts;
    private final FrameVersions versions;

    Contenders(FrameStore store, Forecasts forecasts, FrameVersions versions) {
        this.store = store;
        this.forecasts = forecasts;
        this.versions = versions;
    }

    List<Contender> of(InputFrames inputs) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        for (ForecastKey key : forecasts.archive().of(inputs.baseTime())) {
            Optional<KeptFile> file = forecasts.archive().find(key);
            if (file.isPresent()) {
                contenders.add(new Contender(key.nowcaster(), file.get().version(), () -> kept(key, file.get())));
            }
        }
        for (Nowcaster reference : REFERENCES) {
            if (contenders.stream().noneMatch(kept -> kept.nowcaster().equals(reference.name()))) {
                contenders.add(new Contender(reference.name(), version(inputs), computed(reference, inputs)));
            }
        }
        return contenders;
    }

    private Optional<Contender.Fields> kept(ForecastKey key, KeptFile file) throws IOException {
        return forecasts
                .find(key)
                .filter(forecast -> forecast.version().equals(file.version()))
                .map(forecast -> new Contender.Fields(
                        forecast.header().modelVersion(),
                        forecast::rates,
                        forecast.thresholdsMmH(),
                        forecast::probabilities));
    }

    /** A forecast that is computed once, if it is asked for. */
    private Contender.Source computed(Nowcaster nowcaster, InputFrames inputs) {
        List<Contender.Fields> computed = new ArrayList<>();
        return () -> {
            if (computed.isEmpty()) {
                List<float[][]> rates = new ArrayList<>();
                for (StoredFrame frame : inputs.frames()) {
                    rates.add(frame.read(store.grid().allCells()).values());
                }
                Nowcast nowcast = nowcaster.forecast(
                        new NowcastInput(inputs.baseTime(), store.stepMinutes(), store.grid(), rates));
                computed.add(Contender.Fields.ofRates(nowcast::rates));
            }
            return Optional.of(computed.get(0));
        };
    }

    /** What is computed from the same frames is the same. */
    private String version(InputFrames inputs) throws IOException {
        List<String> all = new ArrayList<>();
        for (StoredFrame frame : inputs.frames()) {
            all.add(versions.of(frame).hex());
        }
        return Sha256.of(String.join("\n", all).getBytes(StandardCharsets.UTF_8));
    }
}
