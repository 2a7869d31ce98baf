package amagumo.server.api;

import amagumo.server.http.Resource;
import amagumo.server.http.Routes;

/** The page at {@code /}: the files of the module web. */
final class ViewerResource implements Resource {

    @Override
    public void addTo(Routes routes) {
        routes.files("/amagumo/web");
    }
}
