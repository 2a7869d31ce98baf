package amagumo.server.tiles;

import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Finds the fields that tiles are drawn of. */
public final class Fields {

    private final Forecasts forecasts;
    private final ServedFrames frames;

    Fields(Forecasts forecasts) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
    }

    /** What was observed, as the store has it; nothing if it has no frame of that time. */
    public Optional<Field> observed(Instant validTime) {
        return Optional.ofNullable(frames.byTime().get(validTime)).map(this::observed);
    }

    /** The newest frame of the store; nothing if it has none. */
    public Optional<Field> newestObserved() {
        return Optional.ofNullable(frames.byTime().lastEntry())
                .map(Map.Entry::getValue)
                .map(this::observed);
    }

    /** What was observed in a version that the store has, or a forecast that was made from it. */
    public Optional<Field> observed(Instant validTime, FrameVersion version) throws IOException {
        return frames.find(validTime, version).map(this::observed);
    }

    /** A lead of a forecast; nothing if the forecast is not kept, or no lead of it is valid then. */
    public Optional<Field> predicted(ForecastKey key, Instant validTime) throws IOException {
        Optional<KeptForecast> forecast = forecasts.find(key);
        return forecast.isPresent() ? predicted(forecast.get(), validTime) : Optional.empty();
    }

    /** A lead of a forecast in a version; nothing if it is not kept, or no longer in this version. */
    public Optional<Field> predicted(ForecastKey key, String version, Instant validTime) throws IOException {
        Optional<KeptForecast> forecast =
                forecasts.find(key).filter(kept -> kept.version().equals(version));
        return forecast.isPresent() ? predicted(forecast.get(), validTime) : Optional.empty();
    }

    /** What a nowcaster predicted last for a time. */
    public Optional<Field> predicted(String nowcaster, Instant validTime) throws IOException {
        for (ForecastKey key : forecasts
                .archive()
                .files()
                .headMap(ForecastKey.firstOf(validTime), false)
                .descendingKeySet()) {
            if (key.nowcaster().equals(nowcaster)) {
                Optional<KeptForecast> forecast = forecasts.find(key);
                if (forecast.isPresent()) {
                    Optional<Field> field = predicted(forecast.get(), validTime);
                    if (field.isPresent() || endsBefore(forecast.get(), validTime)) {
                        return field;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Field observed(StoredFrame frame) {
        return new Field.Observed(frame, frames.grid());
    }

    private static Optional<Field> predicted(KeptForecast forecast, Instant validTime) {
        return forecast.leadAt(validTime).stream()
                .<Field>mapToObj(lead -> new Field.Predicted(forecast, lead))
                .findFirst();
    }

    private static boolean endsBefore(KeptForecast forecast, Instant validTime) {
        Duration reach =
                Duration.ofMinutes((long) Nowcast.LEADS * forecast.header().stepMinutes());
        return forecast.baseTime().plus(reach).isBefore(validTime);
    }
}
