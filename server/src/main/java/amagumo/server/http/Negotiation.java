package amagumo.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** Which of several forms of an answer a client takes, and would rather have (RFC 9110, 12.5). */
public final class Negotiation {

    private static final String ACCEPT = "Accept";
    private static final String ACCEPT_ENCODING = "Accept-Encoding";

    private Negotiation() {}

    /**
     * The best of the media types that are offered, and tells caches that the answer depends on the question.
     *
     * @param offered the one that the server would rather give first; it is given to who does not care
     * @return nothing if the client takes none of them
     * @throws ProblemException status 400 if the header Accept is not a list
     */
    public static Optional<String> preferred(Context context, List<String> offered) {
        context.header("Vary", ACCEPT);
        String accepted = context.header(ACCEPT);
        if (accepted == null || accepted.isBlank()) {
            return offered.stream().findFirst();
        }
        return bestFirst(ACCEPT, accepted).stream()
                .map(range -> range.split(";", 2)[0].strip())
                .flatMap(range -> offered.stream().filter(type -> matches(range, type)))
                .findFirst();
    }

    /**
     * Whether the client takes what is packed by gzip.
     *
     * @throws ProblemException status 400 if the header Accept-Encoding is not a list
     */
    public static boolean takesGzip(Context context) {
        String accepted = context.header(ACCEPT_ENCODING);
        return accepted != null && bestFirst(ACCEPT_ENCODING, accepted).stream().anyMatch("gzip"::equalsIgnoreCase);
    }

    /** Without those of quality 0, which the client does not take. */
    private static List<String> bestFirst(String header, String list) {
        try {
            QuotedQualityCSV values = new QuotedQualityCSV();
            values.addValue(list);
            return values.getValues();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("the header %s is not a list".formatted(header));
        }
    }

    private static boolean matches(String range, String type) {
        return range.equals("*/*")
                || range.equalsIgnoreCase(type)
                || range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
    }
}
