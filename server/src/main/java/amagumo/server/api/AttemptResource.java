package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.Requester;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.jobs.AttemptEntry;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.LogPart;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Set;

/** An attempt of a job: how it stands, its log as it grows, and its end. */
final class AttemptResource implements Resource {

    /** The header that says from where on to ask for what follows in a log. */
    static final String NEXT = "Log-Next";

    private static final String PATH = Api.V1 + "/attempts/{attempt}";

    private final JobControl jobs;

    AttemptResource(JobControl jobs) {
        this.jobs = jobs;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getForOperations(
                PATH, Set.of(), context -> Json.answerOnce(context, AttemptEntry.of(jobs.attempt(attempt(context)))));
        routes.getForOperations(PATH + "/log", Set.of("from"), this::log);
        routes.post(PATH + "/kill", Set.of(), this::kill);
    }

    private void log(Context context) throws IOException {
        LogPart part =
                jobs.log(attempt(context), Parameters.serial(context, "from").orElse(0));
        context.header("Cache-Control", "no-store")
                .header(NEXT, Long.toString(part.next()))
                .contentType("text/plain; charset=utf-8")
                .result(part.octets());
    }

    private void kill(Context context, byte[] body) throws IOException {
        jobs.kill(attempt(context), Requester.name(context));
        context.status(HttpStatus.ACCEPTED);
    }

    private static long attempt(Context context) {
        return Parameters.serial("the number of an attempt", context.pathParam("attempt"));
    }
}
