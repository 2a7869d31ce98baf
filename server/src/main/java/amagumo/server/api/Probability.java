package amagumo.server.api;

import amagumo.server.forecast.KeptForecast;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import io.javalin.http.Context;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query parameter that asks for the probability of reaching a rain rate instead of for rain rates. */
final class Probability {

    static final String PARAMETER = "probability";

    private static final double MOST_MM_H = 1000;

    private Probability() {}

    /**
     * A rain rate that a forecast has the probability of reaching.
     *
     * @param index its place among the forecast's thresholds
     */
    record Threshold(int index, float mmH) {}

    /**
     * The threshold that is asked for; nothing if rain rates are.
     *
     * @throws ProblemException status 400 if it is not a rain rate, 404 if the forecast does not have it
     */
    static Optional<Threshold> asked(Context context, KeptForecast forecast) {
        Optional<Float> asked = rate(context);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        float mmH = asked.get();
        List<Float> thresholds = forecast.thresholdsMmH();
        if (thresholds.isEmpty()) {
            throw ProblemException.notFound("what made this forecast gives no probabilities");
        }
        if (!thresholds.contains(mmH)) {
            throw ProblemException.notFound("the forecast has the probabilities of reaching %s mm/h, not of %s"
                    .formatted(
                            thresholds.stream().map(Probability::text).collect(Collectors.joining(", ")), text(mmH)));
        }
        return Optional.of(new Threshold(thresholds.indexOf(mmH), mmH));
    }

    /**
     * The rain rate whose probability is asked for, mm/h; nothing if rain rates are.
     *
     * @throws ProblemException status 400 if it is none
     */
    static Optional<Float> rate(Context context) {
        return context.queryParam(PARAMETER) == null
                ? Optional.empty()
                : Optional.of((float) Parameters.number(context, PARAMETER, 0, MOST_MM_H));
    }

    private static String text(float mmH) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(mmH);
    }
}
