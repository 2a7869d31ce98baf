package amagumo.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/**
 * Pages of other sites. What everybody may read they may show, and read by script (Fetch Standard, CORS protocol); what needs a
 * key they may not, for a browser would add its user's key by itself.
 */
final class OtherSites {

    /** What lets them use an answer, and see of its headers what the standard does not show them by itself. */
    static final Map<String, String> ADMITTED = Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "ETag, Retry-After",
            "Cross-Origin-Resource-Policy", "cross-origin");

    private static final String METHODS = "GET, HEAD, OPTIONS";

    /** Browsers keep it for less: Chromium for two hours. */
    private static final String SECONDS_OF_A_DAY = "86400";

    private OtherSites() {}

    /** Lets them use the answer to a request that was admitted, also if it is a problem. */
    static void admit(Context context) {
        if (!Guard.isPrivate(context)) {
            ADMITTED.forEach(context::header);
        }
    }

    /** Says how a path may be asked, as a browser wants to know before a script's request with headers of its own. */
    static void answerOptions(Context context) {
        admit(context);
        if (!Guard.isPrivate(context)) {
            context.header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", "*")
                    .header("Access-Control-Max-Age", SECONDS_OF_A_DAY);
        }
        context.header("Allow", METHODS).status(HttpStatus.NO_CONTENT);
    }
}
