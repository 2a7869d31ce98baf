package amagumo.server.forecast;

import amagumo.server.forecast.file.ForecastHeader;
import java.time.Instant;
import java.util.List;

/** Is told of forecasts and frames while they are looked at: it must neither throw nor take long. */
public interface ForecastListener {

    /** Nobody listens. */
    ForecastListener NONE = new ForecastListener() {
        @Override
        public void made(ForecastHeader forecast) {}

        @Override
        public void observed(List<ObservedFrame> frames) {}
    };

    /** A frame that the store has. */
    record ObservedFrame(Instant validTime, String version) {}

    /** A forecast is kept and served; at the first look that is the newest of each nowcaster that was there already. */
    void made(ForecastHeader forecast);

    /**
     * Frames are new in the store, or took the place of others; at the first look that is the newest one.
     *
     * @param frames oldest first, the newest few if there are many
     */
    void observed(List<ObservedFrame> frames);
}
