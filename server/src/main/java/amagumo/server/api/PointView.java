package amagumo.server.api;

import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import java.util.List;

/**
 * The rain rates at a place.
 *
 * @param baseTime of the forecast
 * @param version of the forecast, as the forecast itself gives it: its pictures and these rates belong together
 * @param latitude of the place that was asked for, degrees
 * @param longitude of the place that was asked for, degrees
 * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
 * @param rates in order of time, those of the observations first
 */
record PointView(
        String baseTime, String version, double latitude, double longitude, String provenance, List<Rate> rates) {

    /**
     * The rain rate at a time.
     *
     * @param leadMinutes minutes after the base time, negative or 0 for observations
     * @param rateMmH to 0.01 mm/h; null where there are no data
     */
    record Rate(String validTime, long leadMinutes, Double rateMmH) {}

    static PointView of(KeptForecast forecast, double latitude, double longitude, List<RateAt> rates) {
        return new PointView(
                forecast.baseTime().toString(),
                forecast.version(),
                latitude,
                longitude,
                forecast.header().source(),
                rates(forecast, rates));
    }

    static List<Rate> rates(KeptForecast forecast, List<RateAt> rates) {
        return rates.stream()
                .map(rate -> new Rate(
                        rate.validTime().toString(),
                        forecast.leadMinutes(rate.validTime()),
                        Float.isNaN(rate.rateMmH()) ? null : Math.round(rate.rateMmH() * 100f) / 100.0))
                .toList();
    }
}
