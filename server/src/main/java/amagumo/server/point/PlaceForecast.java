package amagumo.server.point;

import amagumo.model.nowcast.NowcastInput;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A place in a forecast.
 *
 * @param coverage whether radar sees it
 * @param rates in order of time, those of the observations first; none if it is outside the area
 * @param outlook what is to come
 */
public record PlaceForecast(Coverage coverage, List<RateAt> rates, Outlook outlook) {

    public PlaceForecast {
        rates = List.copyOf(rates);
    }

    /**
     * A place as it is at a moment.
     *
     * @param latitude degrees
     * @param longitude degrees, -180 to 360
     */
    public static PlaceForecast of(KeptForecast forecast, double latitude, double longitude, Instant now)
            throws IOException {
        Optional<List<RateAt>> rates = forecast.ratesAt(latitude, longitude);
        return rates.isEmpty()
                ? new PlaceForecast(Coverage.NO_COVERAGE, List.of(), new Outlook.NotCovered())
                : of(rates.get(), now);
    }

    private static PlaceForecast of(List<RateAt> rates, Instant now) {
        Coverage seen = Coverage.of(rates.subList(0, NowcastInput.FRAMES));
        Outlook outlook = Outlook.of(seen, rates, now);
        boolean isOver = outlook instanceof Outlook.Over || outlook instanceof Outlook.NoData;
        return new PlaceForecast(isOver ? Coverage.TEMPORARILY_UNAVAILABLE : seen, rates, outlook);
    }
}
