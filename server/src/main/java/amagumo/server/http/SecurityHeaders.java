package amagumo.server.http;

import amagumo.server.config.MapSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What each answer tells browsers not to do. The page asks nothing of any other server but the tiles of a map that settings name,
 * runs nothing inline, and may ask the reader where they are. It is shown in frames of those pages alone that settings name.
 */
public final class SecurityHeaders implements HttpConfiguration.Customizer {

    /** Names and values, for whatever is not the page. */
    public static final Map<String, String> ALL = of("", "'none'");

    private static final Set<String> PAGE = Set.of("/", "/index.html");

    private static final List<HttpField> FIELDS = fields(ALL);

    private final List<HttpField> ofThePage;

    /**
     * @param map which other servers the page asks, and which show it
     */
    SecurityHeaders(MapSettings map) {
        String tiles = map.tiles().map(known -> " " + known.origin()).orElse("");
        Map<String, String> headers =
                new HashMap<>(of(tiles, map.embedOn().isEmpty() ? "'none'" : String.join(" ", map.embedOn())));
        if (!map.embedOn().isEmpty()) {
            headers.remove("X-Frame-Options"); // which knows no list
        }
        this.ofThePage = fields(headers);
    }

    /** Puts them into the answer before anything else is known of it. */
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        String path = Objects.requireNonNullElse(request.getHttpURI().getCanonicalPath(), "");
        (PAGE.contains(path) ? ofThePage : FIELDS).forEach(answer::add);
        return request;
    }

    private static List<HttpField> fields(Map<String, String> headers) {
        return headers.entrySet().stream()
                .<HttpField>map(header -> new PreEncodedHttpField(
                        HttpHeader.CACHE.get(header.getKey()), header.getKey(), header.getValue()))
                .toList();
    }

    private static Map<String, String> of(String moreImages, String frameAncestors) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:%s; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors %s"
                        .formatted(moreImages, frameAncestors),
                "X-Content-Type-Options",
                "nosniff",
                "X-Frame-Options",
                "DENY",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Opener-Policy",
                "same-origin",
                "Cross-Origin-Resource-Policy",
                "same-origin",
                "Permissions-Policy",
                "camera=(), geolocation=(self), microphone=()");
    }
}
