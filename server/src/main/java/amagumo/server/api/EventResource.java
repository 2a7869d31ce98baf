package amagumo.server.api;

import amagumo.server.event.EventKind;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Requester;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** Events as they happen, on a connection that stays open (server-sent events). */
final class EventResource implements Resource {

    private static final String KINDS = "kinds";
    private static final String SECONDS_TO_A_PLACE = "30";

    /** What it is to do again whose connection ends, and that it is connected now. */
    private static final String GREETING = "retry: 5000\n: connected\n\n";

    /** To one that was told of events before and cannot be told of all that happened since. */
    private static final String MISSED = "event: missed\ndata: {}\n\n";

    private final EventListeners listeners;

    EventResource(EventListeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Routes.EVENTS, Set.of(KINDS), this::listen);
    }

    private void listen(Context context) throws IOException {
        Set<EventKind> kinds = kinds(context);
        OptionalLong heard = heard(context);
        String client = Requester.client(context);
        if (listeners.isFull(client)) {
            context.header("Retry-After", SECONDS_TO_A_PLACE);
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "too many listen to events already");
        }
        context.header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no") // asks nginx to pass on what comes as it comes
                .contentType("text/event-stream");
        if (context.method().name().equals("HEAD")) {
            return;
        }
        boolean missed = heard.isPresent() && listeners.hasMissed(heard.getAsLong());
        long after = missed ? listeners.newest() : heard.orElse(listeners.newest());
        ServletOutputStream out = context.res().getOutputStream();
        context.future(() -> listeners.listen(
                out, client, GREETING + (missed ? MISSED : ""), after, event -> kinds.contains(event.kind())));
    }

    /** All that who asks may be told of, unless some are asked for. */
    private static Set<EventKind> kinds(Context context) {
        boolean isOperator = Requester.isOperator(context);
        String asked = context.queryParam(KINDS);
        if (asked == null) {
            return isOperator ? EnumSet.allOf(EventKind.class) : EnumSet.complementOf(EnumSet.of(EventKind.JOB));
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String name : asked.split(",", -1)) {
            kinds.add(EventKind.of(name)
                    .orElseThrow(() -> ProblemException.badRequest("'%s' lists some of %s, with commas between"
                            .formatted(KINDS, Arrays.toString(EventKind.values())))));
        }
        if (kinds.contains(EventKind.JOB) && !isOperator) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN, "events of jobs are for who looks after the server: a token is needed");
        }
        return kinds;
    }

    /** What a client says that it heard last. */
    private static OptionalLong heard(Context context) {
        String header = context.header("Last-Event-ID");
        return header == null || header.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Parameters.serial("the header Last-Event-ID", header));
    }
}
