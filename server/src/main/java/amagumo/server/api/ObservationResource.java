package amagumo.server.api;

import amagumo.server.forecast.Picture;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The pictures of the frames that are stored, by valid time. */
final class ObservationResource implements Resource {

    private final ServedFrames frames;

    ObservationResource(ServedFrames frames) {
        this.frames = frames;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/observations/{time}.png", Set.of(Pictures.VERSION), this::observation);
    }

    private void observation(Context context) throws IOException {
        Instant time = Times.parse(context.pathParam("time"));
        String version = context.queryParam(Pictures.VERSION);
        Optional<Picture> picture = version == null
                ? frames.observation(time)
                        .map(observation -> observation.frame().picture())
                : frames.observation(time, version);
        Pictures.answer(
                context,
                picture.orElseThrow(() ->
                        ProblemException.notFound("there is no observation of this time, or no such version of it")));
    }
}
