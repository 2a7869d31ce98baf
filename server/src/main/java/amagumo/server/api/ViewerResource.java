package amagumo.server.api;

import amagumo.server.config.MapSettings;
import amagumo.server.forecast.Forecasts;
import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** The page at {@code /}: the files of the module web, and what the page cannot know by itself. */
final class ViewerResource implements Resource {

    private final Forecasts forecasts;
    private final MapSettings map;
    private final PageFiles files = PageFiles.read();

    ViewerResource(Forecasts forecasts, MapSettings map) {
        this.forecasts = forecasts;
        this.map = map;
    }

    /**
     * What the page asks for when it begins.
     *
     * @param version changes whenever one of the page's files does
     * @param files of the page, relative to it
     * @param nowcasters whose forecasts the page can show, the ones that it shows unasked first
     * @param tiles the base map, null for the page's own
     */
    record Page(String version, List<String> files, List<String> nowcasters, Tiles tiles) {}

    /**
     * @param url with {@code {z}}, {@code {x}} and {@code {y}} for a tile's place
     * @param credit whom the map is from, as it must be shown
     * @param maxZoom the deepest zoom level that there are tiles of
     */
    record Tiles(String url, String credit, int maxZoom) {}

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/page", Set.of(), this::page);
        routes.files(PageFiles.DIRECTORY);
    }

    private void page(Context context) {
        Tiles tiles = map.tiles()
                .map(known -> new Tiles(known.url(), known.credit(), known.maxZoom()))
                .orElse(null);
        Json.answerChanging(context, new Page(files.version(), files.paths(), forecasts.nowcasters(), tiles));
    }
}
