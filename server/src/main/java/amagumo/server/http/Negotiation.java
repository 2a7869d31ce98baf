package amagumo.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** Which media type a client would rather have (RFC 9110, 12.5.1). */
public final class Negotiation {

    private static final String ACCEPT = "Accept";

    private Negotiation() {}

    /**
     * The best of the media types that are offered, and tells caches that the answer depends on the question.
     *
     * @param offered the one that the server would rather give first; it is given to who does not care
     * @return nothing if the client takes none of them
     */
    public static Optional<String> preferred(Context context, List<String> offered) {
        context.header("Vary", ACCEPT);
        String accepted = context.header(ACCEPT);
        if (accepted == null || accepted.isBlank()) {
            return offered.stream().findFirst();
        }
        QuotedQualityCSV ranges = new QuotedQualityCSV(); // best first, without those of quality 0
        ranges.addValue(accepted);
        return ranges.getValues().stream()
                .map(range -> range.split(";", 2)[0].strip())
                .flatMap(range -> offered.stream().filter(type -> matches(range, type)))
                .findFirst();
    }

    private static boolean matches(String range, String type) {
        return range.equals("*/*")
                || range.equalsIgnoreCase(type)
                || range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
    }
}
