package amagumo.server.verification;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Which scores are asked for.
 *
 * @param from the first base time, from 1970 on; a day that is {@linkplain ScoreFolding folded} counts as a whole, if it begins no earlier
 * @param before the first base time that is too late
 * @param nowcaster if those of one alone are
 * @param modelVersion if those of one alone are
 * @param leadMinutes if those of one alone are
 * @param byDay whether each day of base times, UTC, is summed by itself
 */
public record ScoreQuery(
        Instant from,
        Instant before,
        Optional<String> nowcaster,
        Optional<String> modelVersion,
        Optional<Integer> leadMinutes,
        boolean byDay) {

    /** Of all forecasts from a base time on, in one sum. */
    public static ScoreQuery since(Instant from) {
        return new ScoreQuery(
                from,
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The rows of a store that are asked for, as a condition of SQL. */
    String where() {
        StringBuilder where = new StringBuilder("store = :store and base_time >= :from and base_time < :before");
        nowcaster.ifPresent(given -> where.append(" and nowcaster = :nowcaster"));
        modelVersion.ifPresent(given -> where.append(" and model_version = :model"));
        leadMinutes.ifPresent(given -> where.append(" and lead_minutes = :lead"));
        return where.toString();
    }

    /** Gives a query the values of {@link #where}. */
    Query bind(Query query, String store) {
        query.bind("store", store).bind("from", from.toEpochMilli()).bind("before", before.toEpochMilli());
        nowcaster.ifPresent(given -> query.bind("nowcaster", given));
        modelVersion.ifPresent(given -> query.bind("model", given));
        leadMinutes.ifPresent(given -> query.bind("lead", given));
        return query;
    }
}
