package amagumo.server.door;

import amagumo.server.config.Door;
import amagumo.server.door.jma.JmaDoor;
import amagumo.server.door.rainviewer.RainViewerDoor;
import amagumo.server.forecast.Forecasts;
import amagumo.server.http.Resource;
import amagumo.server.tiles.Tiles;
import java.util.List;
import java.util.Set;

/** The doors that settings open. */
public final class Doors {

    private Doors() {}

    /**
     * What they answer.
     *
     * @param tiles draws them
     */
    public static List<Resource> resources(Set<Door> open, Forecasts forecasts, Tiles tiles) {
        return open.stream()
                .sorted()
                .map(door -> switch (door) {
                    case RAINVIEWER -> new RainViewerDoor(forecasts, tiles);
                    case JMA -> new JmaDoor(forecasts, tiles);
                })
                .toList();
    }
}
