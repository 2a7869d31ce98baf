package amagumo.server.door.edr;

import java.util.List;

/**
 * What the door says of itself (OGC 19-086r6, /req/core/root-success).
 *
 * @param title of the service
 * @param description for people
 * @param links to everything else
 */
record LandingPage(String title, String description, List<Link> links) {

    /** The media type of an OpenAPI 3.0 document: what clients and the suite of OGC read. */
    static final String OPENAPI_3_0 = "application/vnd.oai.openapi+json;version=3.0";

    private static final String OPENAPI_3_1 = "application/vnd.oai.openapi+json;version=3.1";

    /**
     * The page.
     *
     * @param server address of the server, without a slash at the end
     */
    static LandingPage of(String server) {
        String root = server + EdrDoor.ROOT;
        return new LandingPage(
                "Amagumo",
                "Rain rates that radars observed, and nowcasts of them; experimental, not an official forecast",
                List.of(
                        Link.json(root, "self", "This document"),
                        new Link(server + "/", "alternate", "text/html", "The map"),
                        new Link(
                                root + "/api", "service-desc", OPENAPI_3_0, "This part of the service, in OpenAPI 3.0"),
                        new Link(
                                server + "/api/v1/openapi.json",
                                "service-desc",
                                OPENAPI_3_1,
                                "The API of the whole service, in OpenAPI 3.1"),
                        Link.json(root + "/conformance", "conformance", "What is conformed to"),
                        Link.json(root + "/collections", "data", "The collections")));
    }
}
