package amagumo.server.door.edr;

import amagumo.server.coverage.Coverage;
import amagumo.server.forecast.Cell;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Json;
import amagumo.server.http.Negotiation;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rain rates of a position, as CoverageJSON: those of the cell that it lies in. Where or when a collection has no data the
 * answer is without content, status 204.
 */
final class PositionPage {

    private PositionPage() {}

    static void answer(Context context, RainCollection collection) throws EdrException, IOException {
        PositionQuery query = PositionQuery.of(context.queryParamMap());
        String mediaType = Negotiation.preferred(context, Coverage.MEDIA_TYPES)
                .orElseThrow(() -> EdrException.notAcceptable(
                        "rain rates are %s".formatted(String.join(" or ", Coverage.MEDIA_TYPES))));
        Optional<Cell> cell = Cell.at(
                collection.grid(), query.point().latitude(), query.point().longitude());
        NavigableMap<Instant, Float> rates =
                cell.isPresent() ? collection.ratesOf(cell.get(), query.times()) : new TreeMap<>();
        if (rates.isEmpty()) {
            context.status(HttpStatus.NO_CONTENT);
            return;
        }
        Coverage coverage = Coverage.pointSeries(
                collection.grid().longitude(cell.get().column()),
                collection.grid().latitude(cell.get().row()),
                rates,
                collection.provenance());
        Cacheable.changing(context, mediaType, Json.bytes(coverage));
    }
}
