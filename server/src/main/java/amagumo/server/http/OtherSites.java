package amagumo.server.http;

import io.javalin.http.Context;

/**
 * Pages of other sites. What everybody may read they may show, and read by script (Fetch Standard, CORS protocol); what needs a
 * key they may not, for a browser would add its user's key by itself.
 */
final class OtherSites {

    private OtherSites() {}

    /** Lets them use the answer to a request that was admitted, also if it is a problem. */
    static void admit(Context context) {
        if (!Guard.isPrivate(context)) {
            context.header("Access-Control-Allow-Origin", "*").header("Cross-Origin-Resource-Policy", "cross-origin");
        }
    }
}
