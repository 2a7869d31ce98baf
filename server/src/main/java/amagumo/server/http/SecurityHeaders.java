package amagumo.server.http;

import java.util.Map;

/**
 * What each answer tells browsers not to do. The page asks nothing of any other server, runs nothing inline, and may ask the
 * reader where they are.
 */
public final class SecurityHeaders {

    /** Names and values. */
    public static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
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

    private SecurityHeaders() {}
}
