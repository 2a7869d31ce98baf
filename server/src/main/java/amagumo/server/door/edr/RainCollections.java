package amagumo.server.door.edr;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.http.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The collections that there are now: what was observed, and the forecasts of each nowcaster. */
final class RainCollections {

    private static final String OBSERVED = "observed";
    private static final String FORECAST = "forecast-";

    private final Forecasts forecasts;
    private final PlaceRates places;

    RainCollections(Forecasts forecasts, PlaceRates places) {
        this.forecasts = forecasts;
        this.places = places;
    }

    /** All of them; none while the store has no frames. */
    List<RainCollection> all() throws IOException {
        List<RainCollection> collections = new ArrayList<>();
        observed().ifPresent(collections::add);
        for (String nowcaster : nowcasters()) {
            newest(nowcaster).ifPresent(collections::add);
        }
        return collections;
    }

    /** The collection with an identifier. */
    Optional<RainCollection> find(String id) throws IOException {
        if (id.equals(OBSERVED)) {
            return observed();
        }
        Optional<String> nowcaster = nowcaster(id);
        return nowcaster.isPresent() ? newest(nowcaster.get()) : Optional.empty();
    }

    /**
     * The forecasts that are the instances of a collection, newest first.
     *
     * @param most at most so many
     */
    List<RainCollection> instances(RainCollection collection, int most) throws IOException {
        List<Instant> bases = forecasts.archive().files().descendingKeySet().stream()
                .filter(key -> collection.id().equals(FORECAST + key.nowcaster()))
                .limit(most)
                .map(ForecastKey::baseTime)
                .toList();
        List<RainCollection> instances = new ArrayList<>();
        for (Instant base : bases) {
            instance(collection.id(), base).ifPresent(instances::add);
        }
        return instances;
    }

    /** The forecast of a base time as an instance of a collection, if it is kept. */
    Optional<RainCollection> instance(String id, Instant base) throws IOException {
        Optional<String> nowcaster = nowcaster(id);
        Optional<KeptForecast> forecast =
                nowcaster.isPresent() ? forecasts.find(new ForecastKey(base, nowcaster.get())) : Optional.empty();
        String instance = Times.compact(base);
        return forecast.map(kept -> of(kept, id + "/instances/" + instance, instance, false));
    }

    private Optional<RainCollection> observed() {
        List<Instant> times = places.observedTimes();
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(new RainCollection(
                        OBSERVED,
                        OBSERVED,
                        "Observed rain",
                        "Rain rates of the newest radar frames",
                        places.grid().orElseThrow(),
                        forecasts.frames().provenance(),
                        times,
                        false,
                        (cell, first, last) -> places.between(
                                        first.minusMillis(1), last, List.of(cell), Optional.empty())
                                .get(0)));
    }

    private Optional<RainCollection> newest(String nowcaster) throws IOException {
        String id = FORECAST + nowcaster;
        return forecasts.latest(nowcaster).map(forecast -> of(forecast, id, id, true));
    }

    private static RainCollection of(KeptForecast forecast, String path, String id, boolean hasInstances) {
        String nowcaster = forecast.header().nowcaster();
        return new RainCollection(
                path,
                id,
                "Forecast by %s from %s".formatted(nowcaster, forecast.baseTime()),
                "Rain rates that %s forecasts from frames up to %s; experimental, not an official forecast"
                        .formatted(forecast.madeBy(), forecast.baseTime()),
                forecast.grid(),
                forecast.header().source(),
                forecast.leads().stream().map(KeptForecast.Lead::validTime).toList(),
                hasInstances,
                (cell, first, last) -> forecast.leadRatesAt(cell));
    }

    private List<String> nowcasters() {
        return List.copyOf(forecasts.archive().files().keySet().stream()
                .map(ForecastKey::nowcaster)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Optional<String> nowcaster(String id) {
        return Optional.of(id)
                .filter(text -> text.startsWith(FORECAST))
                .map(text -> text.substring(FORECAST.length()))
                .filter(name -> ForecastKey.NOWCASTER.matcher(name).matches());
    }
}
