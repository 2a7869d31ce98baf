package amagumo.server.api;

import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import amagumo.server.point.RateRange;
import java.util.List;
import java.util.Optional;

/**
 * The rain rates at a place.
 *
 * @param baseTime of the forecast
 * @param version of the forecast, as the forecast itself gives it: its pictures and these rates belong together
 * @param latitude of the place that was asked for, degrees
 * @param longitude of the place that was asked for, degrees
 * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
 * @param thresholdsMmH the rain rates whose probability of being reached is given, increasing; none where what made the forecast
 *     gives no probabilities
 * @param rates in order of time, those of the observations first
 */
record PointView(
        String baseTime,
        String version,
        double latitude,
        double longitude,
        String provenance,
        List<Double> thresholdsMmH,
        List<Rate> rates) {

    /**
     * The rain rate at a time.
     *
     * @param leadMinutes minutes after the base time, negative or 0 for observations
     * @param rateMmH to 0.01 mm/h; null where there are no data
     * @param probabilities of reaching each threshold, 0 to 1, to 0.01; null for observations, and where there are none
     * @param range between what the rate lies with a probability of 80 %; null where there are no probabilities
     */
    record Rate(String validTime, long leadMinutes, Double rateMmH, List<Double> probabilities, Range range) {}

    /**
     * A range of rain rates, to 0.01 mm/h.
     *
     * @param fromMmH the 10 % quantile, as {@link RateRange} has it
     * @param toMmH the 90 % quantile; null where it is above the highest threshold
     */
    record Range(double fromMmH, Double toMmH) {}

    static PointView of(KeptForecast forecast, double latitude, double longitude, List<RateAt> rates) {
        return new PointView(
                forecast.baseTime().toString(),
                forecast.version(),
                latitude,
                longitude,
                forecast.header().source(),
                ProbabilitiesView.exact(forecast.thresholdsMmH()),
                rates(forecast, rates));
    }

    static List<Rate> rates(KeptForecast forecast, List<RateAt> rates) {
        return rates.stream().map(rate -> rate(forecast, rate)).toList();
    }

    private static Rate rate(KeptForecast forecast, RateAt rate) {
        List<Float> probabilities = rate.probabilities();
        Optional<RateRange> range =
                probabilities.isEmpty() ? Optional.empty() : RateRange.of(forecast.thresholdsMmH(), probabilities);
        return new Rate(
                rate.validTime().toString(),
                forecast.leadMinutes(rate.validTime()),
                Float.isNaN(rate.rateMmH()) ? null : hundredths(rate.rateMmH()),
                range.isEmpty() ? null : ProbabilitiesView.exact(probabilities),
                range.map(known -> new Range(
                                hundredths(known.fromMmH()),
                                known.toMmH().map(PointView::hundredths).orElse(null)))
                        .orElse(null));
    }

    private static double hundredths(float rateMmH) {
        return Math.round(rateMmH * 100f) / 100.0;
    }
}
