package amagumo.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What the map in the browser shows beside rain, and where.
 *
 * @param tiles the base map, if it is another one than the page's own
 * @param embedOn origins of the pages that may show the map in a frame, such as {@code https://news.example}
 */
public record MapSettings(Optional<Tiles> tiles, List<String> embedOn) {

    private static final int DEEPEST_ZOOM = 24;

    public MapSettings {
        embedOn = List.copyOf(embedOn);
    }

    /**
     * A base map made of tiles, which browsers fetch from another server.
     *
     * @param url with {@code {z}}, {@code {x}} and {@code {y}} for a tile's place
     * @param credit whom the map is from, as it must be shown; not empty
     * @param maxZoom the deepest zoom level that there are tiles of
     */
    public record Tiles(String url, String credit, int maxZoom) {

        /** The origin that they come from, such as {@code https://tiles.example}. */
        public String origin() {
            return originOf(url.substring(0, url.indexOf('{'))).orElseThrow();
        }

        private static Optional<Tiles> of(Section section) {
            Optional<String> url = section.optional("url", Tiles::url);
            String credit = section.text("credit");
            if (url.isPresent() && credit.isBlank()) {
                throw section.refused("credit", "whom the tiles are from, as it is to be shown");
            }
            return url.map(known -> new Tiles(known, credit, section.whole("max-zoom", 1, DEEPEST_ZOOM)));
        }

        private static String url(String text) {
            int place = text.indexOf('{');
            boolean complete = List.of("{z}", "{x}", "{y}").stream().allMatch(text::contains);
            if (!complete || originOf(text.substring(0, place)).isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' is not an address such as https://tiles.example/{z}/{x}/{y}.png".formatted(text));
            }
            return text;
        }
    }

    static MapSettings of(Section map) {
        return new MapSettings(Tiles.of(map.section("tiles")), map.list("embed-on", MapSettings::origin));
    }

    private static String origin(String text) {
        return originOf(text)
                .filter(text::equals)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not an origin such as https://news.example".formatted(text)));
    }

    /** Scheme, host and port of an address of HTTP, if it is one. */
    private static Optional<String> originOf(String address) {
        try {
            URI uri = new URI(address);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(uri.getScheme() + "://" + uri.getAuthority())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
