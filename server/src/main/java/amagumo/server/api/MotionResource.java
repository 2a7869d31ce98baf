package amagumo.server.api;

import amagumo.server.forecast.RainMotion;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** How the rain moved up to a stored frame. */
final class MotionResource implements Resource {

    private final ServedFrames frames;

    MotionResource(ServedFrames frames) {
        this.frames = frames;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/observations/{time}/motion", Set.of(Pictures.VERSION), this::motion);
    }

    /** Where the motion up to a frame is. */
    static String url(Instant validTime, String version) {
        return "%s/observations/%s/motion?%s=%s".formatted(Api.V1, Times.compact(validTime), Pictures.VERSION, version);
    }

    private void motion(Context context) throws IOException {
        RainMotion motion = find(Times.parse(context.pathParam("time")));
        byte[] document = Json.bytes(MotionView.of(motion));
        String wanted = context.queryParam(Pictures.VERSION);
        if (wanted == null) {
            Cacheable.changing(context, Json.MEDIA_TYPE, document, motion.version());
        } else if (wanted.equals(motion.version())) {
            Cacheable.immutable(context, Json.MEDIA_TYPE, document, motion.version());
        } else {
            throw ProblemException.notFound("there is no such version of this motion, or no longer");
        }
    }

    private RainMotion find(Instant validTime) throws IOException {
        return frames.motion(validTime)
                .orElseThrow(() -> ProblemException.notFound(
                        "there are no observations of this time and the one a step before it"));
    }

    /**
     * A motion as the API tells of it, to 0.0001 degrees.
     *
     * @param stepMinutes the time of one step
     * @param rows of nodes, which are the centres of equal parts of the grid's area, from the north-west, row by row
     * @param columns of nodes
     * @param east degrees of longitude per step, positive to the east
     * @param north degrees of latitude per step, positive to the north
     */
    record MotionView(int stepMinutes, int rows, int columns, double[] east, double[] north) {

        static MotionView of(RainMotion motion) {
            return new MotionView(
                    motion.stepMinutes(),
                    motion.rows(),
                    motion.columns(),
                    rounded(motion.east()),
                    rounded(motion.north()));
        }

        private static double[] rounded(float[] degrees) {
            double[] rounded = new double[degrees.length];
            for (int i = 0; i < degrees.length; i++) {
                rounded[i] = Math.round(degrees[i] * 1e4) / 1e4;
            }
            return rounded;
        }
    }
}
