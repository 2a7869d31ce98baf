package amagumo.server.http;

import amagumo.server.http.limit.BodyLimit;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives answers that everybody asks for, such as a map's tiles, again as they were given before: without looking for a route or asking
 * it. An answer is kept when a route says so, which has then admitted everybody and found nothing wrong with the address, and is
 * given as long as it holds. Requests with a header on which an answer may depend go to their route, as do all but GET.
 *
 * <p>It stands behind all limits, and counts and times requests as those of their route.
 */
final class WarmAnswers extends Handler.Wrapper {

    private static final long MOST_OCTETS = 16L << 20;

    /** What an answer takes besides its body: its headers, most of all. */
    private static final int OCTETS_OF_HEAD = 2048;

    private static final String KEEPING = "amagumo.keeping";

    private static final EnumSet<HttpHeader> DECIDING = EnumSet.of(
            HttpHeader.AUTHORIZATION, HttpHeader.IF_NONE_MATCH, HttpHeader.EXPECT, HttpHeader.SEC_WEBSOCKET_VERSION);

    /** By which Javalin takes a request for one of another method. */
    private static final String OTHER_METHOD = "X-HTTP-Method-Override";

    private final Cache<Asked, Warm> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .weigher((Asked asked, Warm answer) -> OCTETS_OF_HEAD + asked.length() + answer.body.length)
            .build();

    /**
     * What an answer depends on.
     *
     * @param encodings that the client takes, as it says so; empty if it does not
     */
    private record Asked(String address, String encodings) {

        static Asked of(Request request) {
            String encodings = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
            return new Asked(request.getHttpURI().getPathQuery(), encodings == null ? "" : encodings);
        }

        int length() {
            return address.length() + encodings.length();
        }
    }

    /** Keeps the answer to a request. */
    @FunctionalInterface
    private interface Keeping {
        void keep(Warm answer);
    }

    /**
     * An answer of status 200.
     *
     * @param route under which it is counted
     * @param holds whether the route would give it now
     */
    private record Warm(Object route, List<HttpField> headers, byte[] body, BooleanSupplier holds) {}

    /**
     * Keeps an answer whose headers are complete, if it is for everybody.
     *
     * @param holds whether the same would be answered now; asked each time, by several threads at once
     */
    static void keep(Context context, byte[] body, BooleanSupplier holds) {
        // A second lock: who shows a key has sent a header that decides, and who shows none is not admitted where one
        // is needed.
        if (context.attribute(KEEPING) instanceof Keeping keeping && !Guard.isPrivate(context)) {
            keeping.keep(new Warm(context.attribute(CompletedRequests.ROUTE), headers(context.res()), body, holds));
        }
    }

    /** All but the date. */
    private static List<HttpField> headers(HttpServletResponse answer) {
        return answer.getHeaderNames().stream()
                .filter(name -> !HttpHeader.DATE.is(name))
                .flatMap(name -> answer.getHeaders(name).stream()
                        .<HttpField>map(value -> new PreEncodedHttpField(HttpHeader.CACHE.get(name), name, value)))
                .toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isPlain(request)) {
            return super.handle(request, response, callback);
        }
        Asked asked = Asked.of(request);
        Warm known = kept.getIfPresent(asked);
        if (known == null || !known.holds.getAsBoolean()) {
            Keeping keeping = answer -> kept.put(asked, answer);
            request.setAttribute(KEEPING, keeping);
            return super.handle(request, response, callback);
        }
        request.setAttribute(CompletedRequests.ROUTE, known.route);
        response.getHeaders().clear();
        known.headers.forEach(response.getHeaders()::add);
        response.write(true, ByteBuffer.wrap(known.body), callback);
        return true;
    }

    private static boolean isPlain(Request request) {
        return HttpMethod.GET.is(request.getMethod())
                && !BodyLimit.hasBody(request)
                && !request.getHeaders().contains(DECIDING)
                && !request.getHeaders().contains(OTHER_METHOD);
    }
}
