package amagumo.server.door;

import amagumo.server.config.Door;
import amagumo.server.door.edr.EdrDoor;
import amagumo.server.door.jma.JmaDoor;
import amagumo.server.door.openmeteo.OpenMeteoDoor;
import amagumo.server.door.rainviewer.RainViewerDoor;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.PlaceRates;
import amagumo.server.http.Resource;
import amagumo.server.tiles.Tiles;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The doors that settings open. */
public final class Doors {

    private Doors() {}

    /**
     * What they answer.
     *
     * @param tiles draws maps
     * @param places tells the rain rates of places
     * @param clock which time clients mean by now
     */
    public static List<Resource> resources(
            Set<Door> open, Forecasts forecasts, Tiles tiles, PlaceRates places, Clock clock) {
        return open.stream()
                .sorted()
                .<Resource>map(door -> switch (door) {
                    case RAINVIEWER -> new RainViewerDoor(forecasts, tiles);
                    case JMA -> new JmaDoor(forecasts, tiles);
                    case OPEN_METEO -> new OpenMeteoDoor(forecasts, places, clock);
                    case EDR -> new EdrDoor(forecasts, places);
                })
                .toList();
    }
}
