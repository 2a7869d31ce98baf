package amagumo.server.door.edr;

import amagumo.server.http.Json;

/**
 * A link (RFC 8288).
 *
 * @param href whole address
 * @param rel what is there, as seen from here
 * @param type its media type
 * @param title for people
 */
record Link(String href, String rel, String type, String title) {

    static Link json(String href, String rel, String title) {
        return new Link(href, rel, Json.MEDIA_TYPE, title);
    }
}
