package amagumo.server.api;

import amagumo.model.nowcast.Nowcast;
import amagumo.model.verification.LeadSums;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.verification.ReliabilityListing;
import amagumo.server.verification.ScoreQuery;
import amagumo.server.verification.ScoreStore;
import amagumo.server.verification.VerificationListing;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How good the kept forecasts and their probabilities were, summed over the days that are asked for or each day by itself. */
final class VerificationResource implements Resource {

    private static final int MOST_MINUTES = 100_000;
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private static final Map<String, Boolean> BY_DAY = Map.of("day", true);
    /** So much is read, and by day so many rows of one lead or of {@link Nowcast#LEADS} are some megabytes at most. */
    private static final int MOST_DAYS = 366;

    private static final int MOST_DAYS_OF_ALL_LEADS = 31;

    private final ScoreStore scores;

    VerificationResource(ScoreStore scores) {
        this.scores = scores;
    }

    @Override
    public void addTo(Routes routes) {
        Set<String> parameters =
                Set.of("from", "to", Nowcasters.PARAMETER, ModelVersions.PARAMETER, "lead", "threshold");
        Set<String> byDay = new HashSet<>(parameters);
        byDay.add("by");
        routes.get(Api.V1 + "/verification", byDay, this::answer);
        routes.get(Api.V1 + "/verification/reliability", parameters, this::answerReliability);
    }

    private void answer(Context context) {
        ScoreQuery asked =
                asked(context, Parameters.oneOf(context, "by", BY_DAY).orElse(false));
        Json.answerChanging(context, VerificationListing.of(scores.sums(asked), threshold(context)));
    }

    private void answerReliability(Context context) {
        ScoreQuery asked = asked(context, false);
        Json.answerChanging(context, ReliabilityListing.of(scores.reliability().sums(asked), threshold(context)));
    }

    /** Without {@code to} up to the newest day that there is, without {@code from} as many days as are answered. */
    private ScoreQuery asked(Context context, boolean byDay) {
        Optional<Integer> lead = Parameters.whole(context, "lead", 1, MOST_MINUTES);
        Optional<LocalDate> from = day(context, "from");
        LocalDate last =
                day(context, "to").orElseGet(() -> later(scores.newestDay().orElse(FIRST_DAY), from.orElse(FIRST_DAY)));
        int most = byDay && lead.isEmpty() ? MOST_DAYS_OF_ALL_LEADS : MOST_DAYS;
        LocalDate first = from.orElseGet(() -> later(last.minusDays(most - 1), FIRST_DAY));
        if (first.isAfter(last)) {
            throw ProblemException.badRequest("'from' is after 'to'");
        }
        if (ChronoUnit.DAYS.between(first, last) >= most) {
            throw ProblemException.badRequest(
                    "from %s to %s is too long: 'from' and 'to' span at most %d days, and %d with 'by=day' and without 'lead'"
                            .formatted(first, last, MOST_DAYS, MOST_DAYS_OF_ALL_LEADS));
        }
        return new ScoreQuery(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Nowcasters.named(context),
                ModelVersions.asked(context),
                lead,
                byDay);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<LocalDate> day(Context context, String name) {
        String text = context.queryParam(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw ProblemException.badRequest("'%s' is a day, written as 2024-03-01".formatted(name));
    }

    private static Optional<Float> threshold(Context context) {
        return Optional.ofNullable(context.queryParam("threshold")).map(VerificationResource::threshold);
    }

    private static float threshold(String text) {
        return LeadSums.THRESHOLDS_MM_H.stream()
                .filter(mmH -> text.equals(written(mmH)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("'threshold' is one of %s"
                        .formatted(LeadSums.THRESHOLDS_MM_H.stream()
                                .map(VerificationResource::written)
                                .toList())));
    }

    private static String written(float mmH) {
        return Float.toString(mmH).replaceFirst("\\.0$", "");
    }
}
