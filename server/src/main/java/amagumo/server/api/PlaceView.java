package amagumo.server.api;

import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.point.PlaceForecast;
import amagumo.server.point.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A place in the newest forecast.
 *
 * @param latitude of the place that was asked for, degrees
 * @param longitude of the place that was asked for, degrees
 * @param radarCoverage {@code ok}, {@code temporarily unavailable} or {@code no coverage}: MET Norway's name and words
 * @param sentence what is to come, in the language that was asked for
 * @param timezone of the times of the day in the sentence
 * @param now by the server's clock: what the sentence counts from
 * @param baseTime of the forecast
 * @param ageSeconds how long ago that was
 * @param nowcaster what made the forecast, as {@code nowcaster} asks for it
 * @param model what made the forecast: a model's name, or a nowcaster's that learns nothing
 * @param modelVersion SHA-256 of the model's file, empty for a nowcaster that learns nothing
 * @param version of the forecast: its pictures and these rates belong together
 * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
 * @param thresholdsMmH as {@link PointView}'s
 * @param rates in order of time, those of the observations first; none if the place is outside the area
 */
record PlaceView(
        double latitude,
        double longitude,
        @JsonProperty("radar_coverage") String radarCoverage,
        String sentence,
        String timezone,
        String now,
        String baseTime,
        long ageSeconds,
        String nowcaster,
        String model,
        String modelVersion,
        String version,
        String provenance,
        List<Double> thresholdsMmH,
        List<PointView.Rate> rates) {

    static PlaceView of(
            KeptForecast forecast,
            PlaceForecast place,
            double latitude,
            double longitude,
            Instant now,
            ZoneId zone,
            boolean isJapanese) {
        ForecastHeader header = forecast.header();
        Sentence sentence = isJapanese ? Sentence.japanese(now, zone) : Sentence.english(now, zone);
        return new PlaceView(
                latitude,
                longitude,
                place.coverage().toString(),
                sentence.of(place.outlook()),
                zone.getId(),
                now.toString(),
                header.baseTime().toString(),
                Duration.between(header.baseTime(), now).toSeconds(),
                header.nowcaster(),
                header.madeBy(),
                header.modelVersion(),
                header.version(),
                header.source(),
                ProbabilitiesView.exact(header.thresholdsMmH()),
                PointView.rates(forecast, place.rates()));
    }
}
