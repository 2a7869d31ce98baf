package amagumo.server.door.openmeteo;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.door.openmeteo.PlaceAnswer.Amounts;
import amagumo.server.forecast.Cell;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.forecast.RateSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes amounts of a quarter of an hour from rain rates: observed ones, and those of the forecast that is shown. */
final class PlaceForecaster {

    private final Forecasts forecasts;
    private final PlaceRates places;

    PlaceForecaster(Forecasts forecasts, PlaceRates places) {
        this.forecasts = forecasts;
        this.places = places;
    }

    /**
     * Answers.
     *
     * @param grid of the frames
     * @return one answer a place, in their order
     * @throws BadQueryException if a place is outside the grid
     */
    List<PlaceAnswer> answer(ForecastQuery query, RadarGrid grid) throws BadQueryException, IOException {
        List<Cell> cells = new ArrayList<>();
        for (Place place : query.places()) {
            cells.add(Cell.at(grid, place.latitude(), place.longitude())
                    .orElseThrow(() -> new BadQueryException("No data is available for this location")));
        }
        Instant current = QuarterHours.floor(query.now(), QuarterHours.LENGTH, 0);
        Instant from = current;
        Instant to = current;
        for (Place place : query.places()) {
            from = earlier(from, place.times().first());
            to = later(to, place.times().end());
        }
        List<RateSeries> series = places.between(from.minus(QuarterHours.LENGTH), to, cells, forecasts.latest());
        List<PlaceAnswer> answers = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Place place = query.places().get(i);
            Cell cell = cells.get(i);
            answers.add(new PlaceAnswer(
                    i,
                    (float) grid.latitude(cell.row()),
                    (float) grid.longitude(cell.column()),
                    place.zone(),
                    place.times(),
                    amounts(query.quarterHourly(), query.unit(), series.get(i), place.times()),
                    current,
                    amounts(query.current(), query.unit(), series.get(i), new QuarterHours(current, 1))));
        }
        return answers;
    }

    private static List<Amounts> amounts(List<Variable> variables, Unit unit, RateSeries series, QuarterHours times) {
        float[] amounts = new float[times.count()];
        List<Instant> ends = times.times();
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = unit.of(series.amountMm(ends.get(i).minus(QuarterHours.LENGTH), ends.get(i)));
        }
        float[] missing = new float[times.count()];
        Arrays.fill(missing, Float.NaN);
        return variables.stream()
                .map(variable -> variable.isKnown()
                        ? new Amounts(variable, unit, amounts)
                        : new Amounts(variable, Unit.UNDEFINED, missing))
                .toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
