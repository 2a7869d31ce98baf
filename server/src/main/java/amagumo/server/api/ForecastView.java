package amagumo.server.api;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.window.Gap;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.http.Times;
import amagumo.server.render.WebMercator;
import amagumo.server.tiles.Layer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A forecast as the API tells of it: where its pictures are, what they show and where they belong. Times are ISO-8601,
 * UTC.
 *
 * @param baseTime valid time of the last frame that was observed
 * @param nowcaster what made the forecast, as {@code nowcaster} asks for it
 * @param model what made the forecast: a model's name, or a nowcaster's that learns nothing
 * @param modelVersion SHA-256 of the model's file, empty for a nowcaster that learns nothing
 * @param madeAt when it was made, by the clock of the server that made it
 * @param software which program made it
 * @param gaps frames that are missing after the base time though newer ones were there: a forecast begins at the newest
 *     time that has five frames in a row
 * @param stepMinutes time between two frames
 * @param version changes whenever anything else does, but the feed
 * @param grid the cells
 * @param bounds the edges of the pictures on a Web Mercator map
 * @param levels how to read the frames' levels
 * @param probabilities which there are; null where what made the forecast gives none
 * @param motionUrl how the rain moved up to the base time; null where the store has lost its frames
 * @param observations the frames that the forecast was made from, oldest first
 * @param leads its fields, nearest first
 * @param pointsUrl where to ask for the rain rates at a place, with {@code lat} and {@code lon}
 * @param legend what the colours mean
 * @param credit whom the data are from, as it must be shown; may be empty
 * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
 * @param feed what arrives in the store as this is asked
 */
record ForecastView(
        String baseTime,
        String nowcaster,
        String model,
        String modelVersion,
        String madeAt,
        String software,
        List<MissingFrames> gaps,
        int stepMinutes,
        String version,
        Grid grid,
        Bounds bounds,
        LevelsView levels,
        ProbabilitiesView probabilities,
        String motionUrl,
        List<Observed> observations,
        List<Frame> leads,
        String pointsUrl,
        Legend legend,
        String credit,
        String provenance,
        FeedView feed) {

    /** What stands for a threshold in addresses. */
    private static final String THRESHOLD = "{threshold}";

    /** Corners are the centres of the north-western and the south-eastern cell, degrees. */
    record Grid(int nx, int ny, double lat1, double lon1, double lat2, double lon2) {}

    /** Degrees, and metres of EPSG:3857. */
    record Bounds(double south, double west, double north, double east, String crs, Metres metres) {}

    record Metres(double minX, double minY, double maxX, double maxY) {}

    /**
     * A picture.
     *
     * @param leadMinutes minutes after the base time
     * @param tilesUrl where its tiles are, with {@code {z}}, {@code {x}} and {@code {y}} for a tile's place
     * @param probabilityUrl the picture of a probability, with {@code {threshold}} for one of the thresholds; null where there
     *     are none
     * @param probabilityLevelsUrl the levels of a probability, in the same way
     */
    record Frame(
            String validTime,
            long leadMinutes,
            String url,
            String tilesUrl,
            String levelsUrl,
            String probabilityUrl,
            String probabilityLevelsUrl) {}

    /**
     * A picture of a stored frame.
     *
     * @param leadMinutes minutes after the base time, negative or 0
     * @param tilesUrl as {@link Frame}'s
     * @param version what the SHA-256 of the frame's GRIB2 message begins with, 16 hexadecimal digits
     */
    record Observed(
            String validTime, long leadMinutes, String url, String tilesUrl, String levelsUrl, String version) {}

    /**
     * Frames that are missing between two that are there.
     *
     * @param from valid time of the first
     * @param to valid time of the last
     * @param frames how many
     */
    record MissingFrames(String from, String to, long frames) {

        static MissingFrames of(Gap gap) {
            return new MissingFrames(gap.from().toString(), gap.to().toString(), gap.missing());
        }
    }

    /**
     * @param motionUrl where the motion up to the base time is, or null
     * @param shown the nowcaster that addresses mean that name none
     */
    static ForecastView of(KeptForecast forecast, String motionUrl, String shown, String credit, FeedView feed) {
        ForecastHeader header = forecast.header();
        String base = Api.V1 + "/forecasts/" + Times.compact(header.baseTime());
        String nowcaster = header.nowcaster().equals(shown) ? "" : Nowcasters.PARAMETER + "=" + header.nowcaster();
        return new ForecastView(
                header.baseTime().toString(),
                header.nowcaster(),
                header.madeBy(),
                header.modelVersion(),
                header.madeAt().toString(),
                header.software(),
                header.gaps().stream().map(MissingFrames::of).toList(),
                header.stepMinutes(),
                header.version(),
                grid(header.grid()),
                bounds(header.grid()),
                LevelsView.of(header.grid()),
                header.thresholdsMmH().isEmpty() ? null : ProbabilitiesView.of(header.thresholdsMmH()),
                motionUrl,
                header.inputs().stream().map(input -> observed(forecast, input)).toList(),
                forecast.leads().stream()
                        .map(lead -> lead(forecast, base, nowcaster, lead))
                        .toList(),
                base + "/points" + (nowcaster.isEmpty() ? "" : "?" + nowcaster),
                Legend.RAIN,
                credit,
                header.source(),
                feed);
    }

    private static Observed observed(KeptForecast forecast, ForecastHeader.Input input) {
        Instant time = input.validTime();
        return new Observed(
                time.toString(),
                forecast.leadMinutes(time),
                Api.V1 + "/observations/" + Times.compact(time) + ".png?" + version(input.pictureVersion()),
                TileResource.template(new Layer.Observed(Optional.of(new FrameVersion(input.frameVersion()))), time),
                levelsUrl(time, input.frameVersion()),
                input.frameVersion());
    }

    /** Where the levels of a stored frame are. */
    static String levelsUrl(Instant validTime, String frameVersion) {
        return Api.V1 + "/observations/" + Times.compact(validTime) + ".levels?" + version(frameVersion);
    }

    private static Frame lead(KeptForecast forecast, String base, String nowcaster, KeptForecast.Lead lead) {
        long minutes = forecast.leadMinutes(lead.validTime());
        String whose = nowcaster.isEmpty() ? "" : nowcaster + "&";
        String frame = "%s/frames/%d".formatted(base, minutes);
        String probability =
                "%s=%s&%s%s".formatted(Probability.PARAMETER, THRESHOLD, whose, version(forecast.version()));
        boolean hasProbabilities = !forecast.thresholdsMmH().isEmpty();
        return new Frame(
                lead.validTime().toString(),
                minutes,
                "%s.png?%s%s".formatted(frame, whose, version(lead.pictureVersion())),
                TileResource.template(
                        new Layer.Predicted(forecast.header().key(), Optional.of(forecast.version())),
                        lead.validTime()),
                "%s.levels?%s%s".formatted(frame, whose, version(forecast.version())),
                hasProbabilities ? "%s.png?%s".formatted(frame, probability) : null,
                hasProbabilities ? "%s.levels?%s".formatted(frame, probability) : null);
    }

    private static String version(String version) {
        return Pictures.VERSION + "=" + version;
    }

    private static Grid grid(RadarGrid grid) {
        return new Grid(
                grid.nx(),
                grid.ny(),
                microdegrees(grid.north()),
                microdegrees(grid.west()),
                microdegrees(grid.south()),
                microdegrees(grid.east()));
    }

    private static Bounds bounds(RadarGrid grid) {
        BoundingBox box = WebMercator.bounds(grid);
        Metres metres = new Metres(
                WebMercator.metresEast(box.west()),
                WebMercator.metresNorth(box.south()),
                WebMercator.metresEast(box.east()),
                WebMercator.metresNorth(box.north()));
        return new Bounds(box.south(), box.west(), box.north(), box.east(), "EPSG:3857", metres);
    }

    private static double microdegrees(double degrees) {
        return Math.rint(degrees * 1e6) / 1e6;
    }
}
