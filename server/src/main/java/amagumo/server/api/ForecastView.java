package amagumo.server.api;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptFrame;
import amagumo.server.forecast.Observation;
import amagumo.server.forecast.Picture;
import amagumo.server.http.Times;
import amagumo.server.render.WebMercator;
import java.time.Instant;
import java.util.List;

/**
 * A forecast as the API tells of it: where its pictures are, what they show and where they belong. Times are ISO-8601,
 * UTC.
 *
 * @param baseTime valid time of the last frame that was observed
 * @param model what made the forecast: a model's name, or a nowcaster's that learns nothing
 * @param stepMinutes time between two frames
 * @param version changes whenever anything else does, but the feed
 * @param grid the cells
 * @param bounds the edges of the pictures on a Web Mercator map
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
        String model,
        int stepMinutes,
        String version,
        Grid grid,
        Bounds bounds,
        List<Observed> observations,
        List<Frame> leads,
        String pointsUrl,
        Legend legend,
        String credit,
        String provenance,
        FeedView feed) {

    /** Corners are the centres of the north-western and the south-eastern cell, degrees. */
    record Grid(int nx, int ny, double lat1, double lon1, double lat2, double lon2) {}

    /** Degrees, and metres of EPSG:3857. */
    record Bounds(double south, double west, double north, double east, String crs, Metres metres) {}

    record Metres(double minX, double minY, double maxX, double maxY) {}

    /**
     * A picture.
     *
     * @param leadMinutes minutes after the base time
     */
    record Frame(String validTime, long leadMinutes, String url) {}

    /**
     * A picture of a stored frame.
     *
     * @param leadMinutes minutes after the base time, negative or 0
     * @param version what the SHA-256 of the frame's GRIB2 message begins with, 16 hexadecimal digits
     */
    record Observed(String validTime, long leadMinutes, String url, String version) {}

    static ForecastView of(KeptForecast forecast, String credit, String provenance, FeedView feed) {
        String base = Api.V1 + "/forecasts/" + Times.compact(forecast.baseTime());
        return new ForecastView(
                forecast.baseTime().toString(),
                forecast.madeBy(),
                forecast.stepMinutes(),
                forecast.version(),
                grid(forecast.grid()),
                bounds(forecast.grid()),
                forecast.observed().stream()
                        .map(observation -> observed(forecast, observation))
                        .toList(),
                forecast.leads().stream()
                        .map(lead -> lead(forecast, base, lead))
                        .toList(),
                base + "/points",
                Legend.RAIN,
                credit,
                provenance,
                feed);
    }

    private static Observed observed(KeptForecast forecast, Observation observation) {
        Instant time = observation.frame().validTime();
        return new Observed(
                time.toString(),
                forecast.leadMinutes(time),
                versioned(
                        Api.V1 + "/observations/" + Times.compact(time) + ".png",
                        observation.frame().picture()),
                observation.version().hex());
    }

    private static Frame lead(KeptForecast forecast, String base, KeptFrame lead) {
        long minutes = forecast.leadMinutes(lead.validTime());
        return new Frame(
                lead.validTime().toString(), minutes, versioned(base + "/frames/" + minutes + ".png", lead.picture()));
    }

    private static String versioned(String path, Picture picture) {
        return path + "?" + Pictures.VERSION + "=" + picture.version();
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
