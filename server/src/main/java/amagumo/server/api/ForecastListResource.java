package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.KeptFile;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * The list of the forecasts that are kept, newest first, page by page. It is made of names; only who asks for those of one model
 * has some opened, each once.
 */
final class ForecastListResource implements Resource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    /** A page of one model's forecasts may be shorter, or empty, and yet not be the last: so many are looked at for it. */
    private static final int MOST_OPENED = 1000;

    private final Forecasts forecasts;

    ForecastListResource(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * A page.
     *
     * @param forecasts newest base time first, of one base time by the nowcasters' names, last first
     * @param before what to give as {@code before} for the next page, null if this is the last
     */
    record Page(List<Entry> forecasts, String before) {}

    /**
     * A kept forecast.
     *
     * @param baseTime ISO-8601, UTC
     * @param nowcaster what made it
     * @param version which content it has
     * @param keptAt when it was put on the disk, ISO-8601, UTC
     * @param octets how much it takes there
     * @param url where it is, while the store has its frames
     */
    record Entry(String baseTime, String nowcaster, String version, String keptAt, long octets, String url) {

        static Entry of(KeptFile file) {
            ForecastKey key = file.key();
            return new Entry(
                    key.baseTime().toString(),
                    key.nowcaster(),
                    file.version(),
                    file.keptAt().toString(),
                    file.octets(),
                    "%s/forecasts/%s?%s=%s"
                            .formatted(Api.V1, Times.compact(key.baseTime()), Nowcasters.PARAMETER, key.nowcaster()));
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                Api.V1 + "/forecasts",
                Set.of("from", "to", Nowcasters.PARAMETER, ModelVersions.PARAMETER, "limit", "before"),
                this::list);
    }

    private void list(Context context) throws IOException {
        Optional<Instant> from = time(context, "from");
        Optional<Instant> to = time(context, "to");
        Optional<ForecastKey> before = before(context);
        String nowcaster = context.queryParam(Nowcasters.PARAMETER) == null ? "" : Nowcasters.asked(context, forecasts);
        Optional<String> model = ModelVersions.asked(context);
        int limit = Parameters.whole(context, "limit", 1, MOST).orElse(DEFAULT_LIMIT);
        NavigableMap<ForecastKey, KeptFile> files = forecasts.archive().files().descendingMap();
        List<KeptFile> found = (before.isPresent() ? files.tailMap(before.get(), false) : files)
                .values().stream()
                        .filter(file ->
                                nowcaster.isEmpty() || file.key().nowcaster().equals(nowcaster))
                        .filter(file -> to.isEmpty() || !file.key().baseTime().isAfter(to.get()))
                        .takeWhile(
                                file -> from.isEmpty() || !file.key().baseTime().isBefore(from.get()))
                        .limit((model.isPresent() ? MOST_OPENED : limit) + 1L)
                        .toList();
        Json.answerChanging(context, page(found, model, limit));
    }

    /**
     * @param found in order, more than may be looked at if there are
     */
    private Page page(List<KeptFile> found, Optional<String> model, int limit) throws IOException {
        List<Entry> page = new ArrayList<>();
        int looked = 0;
        int most = Math.min(found.size(), model.isPresent() ? MOST_OPENED : limit);
        while (looked < most && page.size() < limit) {
            KeptFile file = found.get(looked++);
            if (model.isEmpty() || forecasts.archive().modelVersion(file).equals(model)) {
                page.add(Entry.of(file));
            }
        }
        boolean isLast = looked == found.size();
        return new Page(page, isLast ? null : found.get(looked - 1).key().toString());
    }

    private static Optional<Instant> time(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(Times::parse);
    }

    private static Optional<ForecastKey> before(Context context) {
        return Optional.ofNullable(context.queryParam("before")).map(text -> ForecastKey.parse(text)
                .orElseThrow(() -> ProblemException.badRequest(
                        "'before' is written as 20240301T000000Z_rover, as the page before gave it")));
    }
}
