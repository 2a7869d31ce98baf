package amagumo.server.config;

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

    static LiveSettings of(Section live) {
        return new LiveSettings(
                live.optional("area", Area::parse),
                live.optional("tiles", LiveSettings::address)
                        .orElseThrow(() -> live.refused("tiles", "an address of http or https")),
                live.flag("private-addresses"));
    }

    /** These settings but for the area, if one is given here. */
    public LiveSettings with(Optional<Area> givenArea) {
        return new LiveSettings(givenArea.or(this::area), tiles, privateAddresses);
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("'%s' is not an address of http or https".formatted(text));
        }
        return address;
    }
}
