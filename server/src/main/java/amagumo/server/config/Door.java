package amagumo.server.config;

import java.util.Arrays;
import java.util.Locale;

/** Another service whose clients the server answers as they are. */
public enum Door {
    /** RainViewer's weather maps, version 2.0. */
    RAINVIEWER,
    /** The tiles of JMA's public rain map. */
    JMA,
    /** Open-Meteo's forecasts of places. */
    OPEN_METEO,
    /** OGC API - Environmental Data Retrieval. */
    EDR;

    /**
     * The door that settings name.
     *
     * @throws IllegalArgumentException if there is no such door
     */
    static Door of(String name) {
        return Arrays.stream(values())
                .filter(door -> door.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is not one of %s".formatted(name, Arrays.asList(values()))));
    }

    /** The name as settings write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
