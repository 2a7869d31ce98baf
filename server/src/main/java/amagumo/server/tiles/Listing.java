package amagumo.server.tiles;

import amagumo.ingest.store.StoredFrame;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedFrames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The times of which there are tiles now: none is listed that cannot be drawn. */
public final class Listing {

    private static final int SECONDS_A_MINUTE = 60;

    private final Forecasts forecasts;
    private final ServedFrames frames;

    Listing(Forecasts forecasts) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
    }

    /**
     * A time and its tiles.
     *
     * @param baseTime of a forecast; of what was observed, the valid time
     * @param layer of the version that it has now
     */
    public record Listed(Instant baseTime, Instant validTime, Layer layer) {}

    /**
     * The frames of the store, oldest first, without those that are damaged.
     *
     * @param apart the least time between two
     * @param reach how far back from the newest one
     */
    public List<Listed> observed(Duration apart, Duration reach) {
        NavigableMap<Instant, StoredFrame> byTime = frames.byTime();
        return byTime.descendingKeySet().stream()
                .filter(time -> isApart(time, apart))
                .findFirst()
                .map(newest -> byTime.subMap(newest.minus(reach), true, newest, true))
                .orElseGet(Collections::emptyNavigableMap)
                .values()
                .stream()
                .filter(frame -> isApart(frame.validTime(), apart))
                .flatMap(frame -> observed(frame).stream())
                .toList();
    }

    /**
     * What the newest forecast that is shown predicts, nearest first; nothing while there is none.
     *
     * @param apart the least time between two
     */
    public List<Listed> predicted(Duration apart) throws IOException {
        Optional<KeptForecast> newest = forecasts.latest();
        if (newest.isEmpty()) {
            return List.of();
        }
        KeptForecast forecast = newest.get();
        Layer layer = new Layer.Predicted(forecast.header().key(), Optional.of(forecast.version()));
        return forecast.leads().stream()
                .filter(lead -> isApart(lead.validTime(), apart))
                .map(lead -> new Listed(forecast.baseTime(), lead.validTime(), layer))
                .toList();
    }

    private Optional<Listed> observed(StoredFrame frame) {
        try {
            Layer layer = new Layer.Observed(Optional.of(frames.version(frame)));
            return Optional.of(new Listed(frame.validTime(), frame.validTime(), layer));
        } catch (IOException e) {
            return Optional.empty(); // damaged, and left out from now on
        }
    }

    /** Of steps shorter than {@code apart} every second, third ... is listed, the same ones whenever it is asked. */
    private boolean isApart(Instant time, Duration apart) {
        long step = (long) frames.stepMinutes() * SECONDS_A_MINUTE;
        long every = Math.max(1, -Math.floorDiv(-apart.toSeconds(), step));
        return Math.floorMod(Math.floorDiv(time.getEpochSecond(), step), every) == 0;
    }
}
