package amagumo.server.api;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptFrame;
import amagumo.server.forecast.Picture;
import amagumo.server.http.Times;
import amagumo.server.render.WebMercator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast as the API tells of it: where its pictures are, what they show and where they belong. Times are ISO-8601,
 * UTC.
 *
 * @param baseTime valid time of the last frame that was observed
 * @param model what made the forecast: a model's name, or a nowcaster's that learns nothing
 * @param stepMinutes time between two frames
 * @param version changes whenever anything else does
 * @param grid the cells
 * @param bounds the edges of the pictures on a Web Mercator map
 * @param observations the frames that the forecast was made from, oldest first
 * @param leads its fields, nearest first
 * @param pointsUrl where to ask for the rain rates at a place, with {@code lat} and {@code lon}
 * @param legend what the colours mean
 * @param credit whom the data are from, as it must be shown; may be empty
 */
record ForecastView(
        String baseTime,
        String model,
        int stepMinutes,
        String version,
        Grid grid,
        Bounds bounds,
        List<Frame> observations,
        List<Frame> leads,
        String pointsUrl,
        Legend legend,
        String credit) {

    /** Corners are the centres of the north-western and the south-eastern cell, degrees. */
    record Grid(int nx, int ny, double lat1, double lon1, double lat2, double lon2) {}

    /** Degrees, and metres of EPSG:3857. */
    record Bounds(double south, double west, double north, double east, String crs, Metres metres) {}

    record Metres(double minX, double minY, double maxX, double maxY) {}

    /**
     * A picture.
     *
     * @param leadMinutes minutes after the base time, negative or 0 for observations
     */
    record Frame(String validTime, long leadMinutes, String url) {}

    static ForecastView of(KeptForecast forecast, String credit) {
        String base = Api.V1 + "/forecasts/" + Times.compact(forecast.baseTime());
        List<Frame> observations = new ArrayList<>();
        StringBuilder versions = new StringBuilder(forecast.madeBy());
        for (KeptFrame observed : forecast.observed()) {
            String path = Api.V1 + "/observations/" + Times.compact(observed.validTime()) + ".png";
            observations.add(frame(forecast, observed.validTime(), path, observed.picture()));
            versions.append(observed.picture().version());
        }
        List<Frame> leads = new ArrayList<>();
        for (KeptFrame lead : forecast.leads()) {
            String path = base + "/frames/" + forecast.leadMinutes(lead.validTime()) + ".png";
            leads.add(frame(forecast, lead.validTime(), path, lead.picture()));
            versions.append(lead.picture().version());
        }
        return new ForecastView(
                forecast.baseTime().toString(),
                forecast.madeBy(),
                forecast.stepMinutes(),
                Times.compact(forecast.baseTime()) + "-"
                        + Integer.toHexString(versions.toString().hashCode()),
                grid(forecast.grid()),
                bounds(forecast.grid()),
                observations,
                leads,
                base + "/points",
                Legend.RAIN,
                credit);
    }

    private static Frame frame(KeptForecast forecast, Instant time, String path, Picture picture) {
        return new Frame(time.toString(), forecast.leadMinutes(time), path + "?v=" + picture.version());
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
