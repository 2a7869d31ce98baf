package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.util.Optional;

/**
 * Radar that is fetched while it is served, from the tiles of JMA's public map.
 *
 * @param area which part of the map, if any
 * @param tiles address of the tiles, http or https
 * @param privateAddresses whether it may be one of this machine or of a private network
 */
public record LiveSettings(Optional<Area> area, URI tiles, boolean privateAddresses) {

    static LiveSettings of(Config config) {
        return new LiveSettings(Area.of(config), tiles(config), config.getBoolean("private-addresses"));
    }

    /** These settings but for the area, if one is given here. */
    public LiveSettings with(Optional<Area> givenArea) {
        return new LiveSettings(givenArea.or(this::area), tiles, privateAddresses);
    }

    private static URI tiles(Config config) {
        try {
            URI address = URI.create(config.getString("tiles"));
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigException.BadValue(
                config.getValue("tiles").origin(), "tiles", "not an address of http or https");
    }
}
