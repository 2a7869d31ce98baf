package amagumo.server.api;

import amagumo.server.forecast.ListedFrame;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of the frames that are stored, newest first, page by page. No frame is decoded for it. */
final class ObservationListResource implements Resource {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 300;

    private final ServedFrames frames;

    ObservationListResource(ServedFrames frames) {
        this.frames = frames;
    }

    /**
     * A page.
     *
     * @param observations newest first
     * @param before what to give as {@code before} for the next page, null if this is the last
     * @param provenance what the values were made from; empty if they are those of the radar files themselves
     */
    record Page(List<Entry> observations, String before, String provenance) {}

    /**
     * A stored frame.
     *
     * @param validTime ISO-8601, UTC
     * @param version what the SHA-256 of its GRIB2 message begins with, 16 hexadecimal digits
     * @param url its picture of now
     * @param levelsUrl its levels, in this version
     * @param motionUrl how the rain moved up to it; null where the frame before it is missing
     */
    record Entry(String validTime, String version, String url, String levelsUrl, String motionUrl) {

        static Entry of(ListedFrame frame) {
            String time = Api.V1 + "/observations/" + Times.compact(frame.validTime());
            return new Entry(
                    frame.validTime().toString(),
                    frame.version().hex(),
                    time + ".png",
                    ForecastView.levelsUrl(frame.validTime(), frame.version().hex()),
                    frame.motionVersion()
                            .map(version -> MotionResource.url(frame.validTime(), version))
                            .orElse(null));
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/observations", Set.of("before", "limit"), this::list);
    }

    private void list(Context context) throws IOException {
        Optional<Instant> before =
                Optional.ofNullable(context.queryParam("before")).map(Times::parse);
        int limit = Parameters.whole(context, "limit", 1, MOST).orElse(DEFAULT_LIMIT);
        List<ListedFrame> found = frames.list(before, limit + 1);
        List<ListedFrame> page = found.subList(0, Math.min(limit, found.size()));
        Json.answerChanging(
                context,
                new Page(
                        page.stream().map(Entry::of).toList(),
                        found.size() > limit ? Times.compact(page.get(limit - 1).validTime()) : null,
                        frames.provenance()));
    }
}
