package amagumo.server.http;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.server.cache.OverloadedException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns everything that goes wrong into a {@link Problem}. Javalin's own handlers answer with the exception's message
 * and details in a format of their own; here only a {@link ProblemException} speaks to the client, the rest is logged.
 */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final String SECONDS_TO_A_TURN = "10";

    private Problems() {}

    static void install(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, context) -> answer(context, e.status(), e.getMessage()));
        config.routes.exception(OverloadedException.class, (e, context) -> {
            context.header("Retry-After", SECONDS_TO_A_TURN);
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
        });
        config.routes.exception(MethodNotAllowedResponse.class, (e, context) -> {
            e.getDetails().values().forEach(methods -> context.header("Allow", methods));
            answer(context, HttpStatus.METHOD_NOT_ALLOWED, "");
        });
        // A stored frame that has been damaged since: what shows it is not there. The operator is told of it where it
        // is left out of the store.
        config.routes.exception(MalformedGribException.class, (e, context) -> {
            LOG.debug("{} {}: {}", context.method(), context.path(), e.getMessage());
            answer(context, HttpStatus.NOT_FOUND, "the frame that this shows is damaged in the store");
        });
        config.routes.exception(HttpResponseException.class, (e, context) -> answer(context, status(e), ""));
        // What Jetty finds wrong while a body is read.
        config.routes.exception(
                HttpException.RuntimeException.class,
                (e, context) -> answer(context, HttpStatus.forStatus(e.getCode()), ""));
        // The client has gone, or was cut off: there is nobody to tell, and nothing is wrong here.
        config.routes.exception(ClosedChannelException.class, (e, context) -> {});
        config.routes.exception(EofException.class, (e, context) -> {});
        config.routes.exception(Exception.class, (e, context) -> failed(context, e));
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("a request ended in an error of the JVM", error);
            response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.getCode());
        });
        // What left a status and nothing else, such as an unknown path.
        config.routes.after(Problems::explainStatus);
    }

    private static void explainStatus(Context context) {
        HttpStatus status = context.status();
        if (status.isError() && context.resultInputStream() == null) {
            String detail = status == HttpStatus.NOT_FOUND ? "there is nothing at this path" : "";
            answer(context, status, detail);
        }
    }

    private static void failed(Context context, Exception e) {
        LOG.error("{} {} failed", context.method(), context.path(), e);
        answer(context, HttpStatus.INTERNAL_SERVER_ERROR, "the server failed; its log says why");
    }

    private static HttpStatus status(HttpResponseException e) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        return status == HttpStatus.UNKNOWN ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    static void answer(Context context, HttpStatus status, String detail) {
        Json.problem(context, new Problem(status.getCode(), status.getMessage(), detail));
    }
}
